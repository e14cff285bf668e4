/** What an image operation is: its parameters are read first, the picture is worked on later. */
import type { ProcessingAction } from "../../processing/actions.js";
import type { Picture } from "./picture.js";

/** Reads an object of the bucket that is processed, for the operations that take a second picture. Throws NoSuchKey. */
export type ReadObject = (key: string) => Promise<Uint8Array>;

/** One operation with its parameters read. May throw EC 0022-00000005 for what only the picture shows. */
export type Step = (picture: Picture, readObject: ReadObject) => Picture | Promise<Picture>;

/** Reads the parameters of an operation; throws for what is wrong with them. */
export type Planner = (action: ProcessingAction) => Step;
