import { Field, Float, InputType, Int, registerEnumType } from "type-graphql";
import { LogoInput } from "./logo.input.js";

export enum HighAesVersion {
  GENERAL_V1_3 = "GENERAL_V1_3",
  ANIME_V1_3 = "ANIME_V1_3",
}

registerEnumType(HighAesVersion, {
  name: "HighAesVersion",
  description: "The models of `high_aes`, which differ in what they take and in their ranges.",
  valuesConfig: {
    GENERAL_V1_3: { description: "`general_v1.3`: a small picture of a prompt alone, which it can enlarge." },
    ANIME_V1_3: { description: "`anime_v1.3`: an anime picture of a prompt, or of a prompt and a picture." },
  },
});

@InputType({
  description:
    "Parameters of `high_aes`, high aesthetics. Ranges and defaults depend on the version; what is left out is left to the model.",
})
export class HighAesInput {
  @Field(() => HighAesVersion, {
    description: "The model, for example `ANIME_V1_3`. `GENERAL_V1_3` is refused where there is a source.",
  })
  version!: HighAesVersion;

  @Field(() => Int, {
    nullable: true,
    description:
      "The same seed and input give a similar picture: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1.",
  })
  seed?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Steps of the generation, 1 to 50, for example 30: more take longer and add detail. Default: 25 (general), 20 (anime).",
  })
  ddimSteps?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How closely the picture follows the prompt, 1 to 30, for example 10. Default: 3.5 (general), 7 (anime).",
  })
  scale?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The picture's width in pixels, for example 832. General: 128 to 512, default 512. Anime: 576 to 1,728, default 1024, and at most 1,183,744 pixels (1088 × 1088) in all.",
  })
  width?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The picture's height in pixels, for example 1216. General: 128 to 512, default 512. Anime: 576 to 1,728, default 1024, and at most 1,183,744 pixels (1088 × 1088) in all.",
  })
  height?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "How far the picture goes from its source, 0 to 1 (the farthest), for example 0.5. Default: 0.7. Anime only.",
  })
  strength?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether to enlarge the picture: both sides are doubled. Default: false. General only.",
  })
  useSr?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Seed of that enlargement: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1. General only.",
  })
  srSeed?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether the model answers with addresses of the picture in its own store, too (`ModelReport.imageUrls`, about 24 hours). Default: false.",
  })
  returnUrl?: boolean | null;

  @Field(() => LogoInput, {
    nullable: true,
    description: "A visible watermark, for example {opacity: 0.3}. Default: none.",
  })
  logo?: LogoInput | null;
}
