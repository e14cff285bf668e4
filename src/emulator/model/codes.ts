/**
 * The business codes of the model service, from the code tables of docs/85621/1747301, docs/85621/1817045 and the general
 * table docs/6444/69728.
 * Assumption: codes whose HTTP status no table shows (502xx, 504xx, 602xx) travel with 400, as a recorded 50215 did.
 */

export interface ModelCode {
  readonly status: number;
  readonly message: string;
  /** Whether the service looks at the result: such a failure takes as long as a success. */
  readonly late?: boolean;
}

export const SUCCESS_CODE = 10_000;

const CODES: Readonly<Record<number, ModelCode>> = {
  50200: { status: 400, message: "Invalid args" },
  50201: { status: 400, message: "Missing args" },
  50204: { status: 400, message: "req_key not supported" },
  50205: { status: 400, message: "Image size over limit" },
  50206: { status: 400, message: "No image in request" },
  50207: { status: 400, message: "Image Decode Error" },
  50213: { status: 400, message: "Request body too large" },
  50215: { status: 400, message: "Input invalid for this service." },
  50218: { status: 400, message: "Resource exists risk" },
  50400: { status: 400, message: "Access Denied: Internal Error" },
  50402: { status: 400, message: "No such interface" },
  50411: { status: 400, message: "Pre Img Risk Not Pass" },
  50412: { status: 400, message: "Text Risk Not Pass" },
  50413: { status: 400, message: "Post Text Risk Not Pass" },
  50429: { status: 429, message: "Request Has Reached API Limit, Please Try Later" },
  50430: { status: 429, message: "Request Has Reached API Concurrent Limit, Please Try Later" },
  50500: { status: 500, message: "Internal Error", late: true },
  50501: { status: 500, message: "Internal RPC Error", late: true },
  50511: { status: 400, message: "Post Img Risk Not Pass", late: true },
  50512: { status: 400, message: "Post Text Risk Not Pass", late: true },
  50514: { status: 400, message: "Pre Audio Risk Not Pass" },
  50516: { status: 400, message: "Post Video Risk Not Pass", late: true },
  50517: { status: 400, message: "Post Audio Risk Not Pass", late: true },
  50518: { status: 400, message: "Pre Img Risk Not Pass: Copyright" },
  50519: { status: 400, message: "Post Img Risk Not Pass: Copyright", late: true },
  50520: { status: 400, message: "Risk Internal Error" },
  50521: { status: 400, message: "Antidirt Internal Error" },
  50522: { status: 400, message: "Image Copyright Internal Error" },
  60102: { status: 400, message: "No face was found, and one is required" },
  60208: { status: 400, message: "The input image is sensitive" },
};

export function modelCode(code: number): ModelCode | undefined {
  return Object.hasOwn(CODES, code) ? CODES[code] : undefined;
}

/** The model's refusal of a generation. */
export class ModelFailure extends Error {
  override readonly name = "ModelFailure";
  readonly code: number;
  readonly status: number;
  readonly late: boolean;

  /** @param message replaces the one of the table, as the service does for wrong arguments. */
  constructor(code: number, message?: string) {
    const entry = modelCode(code) ?? { status: 500, message: "Internal Error" };
    super(message ?? entry.message);
    this.code = code;
    this.status = entry.status;
    this.late = entry.late ?? false;
  }
}

/**
 * For demonstrations: a prompt that holds `emulate:50412` makes the model answer with that code, so that a frontend sees
 * every failure. Null when the prompt asks for none, or for a code that the service does not have.
 */
export function emulatedFailure(prompt: string): ModelFailure | null {
  const code = Number(/emulate:(\d{5})(?!\d)/.exec(prompt)?.[1] ?? Number.NaN);
  return modelCode(code) === undefined ? null : new ModelFailure(code);
}
