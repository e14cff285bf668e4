import { FieldResolver, Resolver, Root } from "type-graphql";
import { ProcessingStyle } from "../styles/processing-style.type.js";
import { ProcessingStep, presentSteps } from "./step.type.js";

/** What a style does, read from its text: no call is made for it. */
@Resolver(() => ProcessingStyle)
export class ProcessingStyleStepsResolver {
  @FieldResolver(() => [ProcessingStep], {
    description:
      'What the style does, as typed steps in their order. Their `raw`, joined by "/" after "image/", is `actions`; a style that does not begin with "image/" is one `UnknownStep`.',
  })
  steps(@Root() { actions }: ProcessingStyle): ProcessingStep[] {
    return presentSteps(actions);
  }
}
