/** The page: what is typed and chosen goes to the functions beside this file, and what they give is shown. */
import { createClient } from "./client.js";
import { listPictures } from "./gallery.js";
import { generate, type Outcome } from "./generate.js";
import type { Card } from "./picture.js";
import { uploadPicture } from "./upload.js";

const client = createClient("/graphql");
const form = element<HTMLFormElement>("form");
const submit = element<HTMLButtonElement>("button[type=submit]");
const status = element("#status");
const gallery = element("#gallery");
const more = element<HTMLButtonElement>("#more");
let next: string | null = null;
/** Until when the service wants no further generation, as `Date.now()` tells the time. */
let waitUntil = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void showing(async () => {
    const entries = new FormData(form);
    const file = entries.get("picture");
    say("Generating…");
    const source =
      file instanceof File && file.size > 0
        ? await uploadPicture(client, file)
        : { bucket: "examplebucket", key: "1171.jpeg" };
    show(await generate(client, { prompt: String(entries.get("prompt")), source, output: {} }));
  });
});
more.addEventListener("click", () => void showing(showMore));
void showing(showMore);

function show(outcome: Outcome): void {
  if (outcome.kind === "picture") {
    gallery.prepend(cardOf(outcome.picture));
    say("Done.");
    return;
  }
  if (outcome.kind === "change") element(`[name=${outcome.what}]`).focus();
  if (outcome.kind === "wait") waitUntil = Date.now() + outcome.milliseconds;
  say(`${outcome.message} ${adviceOf(outcome)}`);
}

function adviceOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "wait":
      return `The button works again in ${Math.ceil(outcome.milliseconds / 1000)} s.`;
    case "again":
      return "Nothing was charged: try again.";
    default:
      return "";
  }
}

async function showMore(): Promise<void> {
  const page = await listPictures(client, { after: next });
  gallery.append(...page.cards.map(cardOf));
  next = page.next;
  more.hidden = next === null;
}

function cardOf({ title, thumbnailUrl, fullUrl }: Card): HTMLElement {
  const link = Object.assign(document.createElement("a"), { href: fullUrl, title });
  link.append(
    Object.assign(document.createElement("img"), { src: thumbnailUrl, alt: title, loading: "lazy" }),
  );
  return link;
}

async function showing(action: () => Promise<void>): Promise<void> {
  submit.disabled = true;
  try {
    await action();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  } finally {
    setTimeout(() => {
      submit.disabled = false;
    }, waitUntil - Date.now());
  }
}

function say(text: string): void {
  status.textContent = text;
}

function element<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`index.html has no ${selector}`);
  return found;
}
