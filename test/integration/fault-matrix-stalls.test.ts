/** The faults that only a deadline ends, times every call that a field of the API makes: see fault-matrix.test.ts. */
import { FAULTS, type Fault } from "../helpers/faults/effects.js";
import { describeMatrix } from "../helpers/faults/matrix.js";

describeMatrix(Object.entries<Fault>(FAULTS).filter(([, { stalls }]) => stalls));
