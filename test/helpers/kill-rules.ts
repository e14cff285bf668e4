/** What has to hold of every run of kill-scenario.ts: each returns what of a run breaks it. */
import type { KilledRequest, KillRun } from "./kill-scenario.js";

const GENERATED = "GeneratedImage";

/** Requests that were there before SIGTERM, of clients who stayed, and have no picture for an answer. */
export function lostAnswers({ requests }: KillRun): KilledRequest[] {
  return requests.filter(({ sentBefore, end }) => sentBefore && end !== null && end !== GENERATED);
}

/** Generations that were sent although their client was turned away, or more often than once. */
export function strayGenerations({ requests, paid }: KillRun): string[] {
  const taken = requests.filter(({ end }) => end === GENERATED || end === null).map(({ key }) => key);
  return (paid ?? []).filter((key, at, all) => !taken.includes(key) || all.indexOf(key) !== at);
}

/** Generations that reached TOS and were not followed to their end, or whose picture is not there. */
export function unfinishedGenerations({ paid, logged, stored }: KillRun): string[] {
  const finished = logged
    .filter(({ msg, outcome }) => msg === "generation finished" && outcome === GENERATED)
    .map(({ output }) => (output as { readonly key: string }).key);
  return (paid ?? []).filter(
    (key) => !finished.includes(key) || !stored.some((picture) => picture.key === key && picture.whole),
  );
}

/** Generations that were sent more often than the request for them was. */
export function repeatedGenerations({ requests, paid }: KillRun): string[] {
  const keys = requests.map(({ key }) => key);
  return (paid ?? []).filter((key, at, all) => !keys.includes(key) || all.indexOf(key) !== at);
}

/** Pictures of which a part is stored, and those that a client was told of and that are not there. */
export function damagedPictures({ requests, stored }: KillRun): string[] {
  const told = requests.filter(({ end }) => end === GENERATED).map(({ key }) => key);
  return [
    ...stored.filter(({ whole }) => !whole).map(({ key }) => key),
    ...told.filter((key) => !stored.some((picture) => picture.key === key)),
  ];
}

/** Requests that the signal found without an answer: without any of them a run shows nothing. */
export function inTheMiddle({ requests }: KillRun): KilledRequest[] {
  return requests.filter(({ sentBefore, answeredBefore }) => sentBefore && !answeredBefore);
}
