import { describe, expect, it } from "vitest";
import { IMAGE_MODELS } from "../../../src/doubao/catalogue/catalogue.js";
import { type AdmissionOptions, createAdmission } from "../../../src/generation/admission.js";

const admission = (options: Partial<AdmissionOptions> = {}) =>
  createAdmission({ concurrency: 3, queue: 10, queueTimeoutMs: 0, ...options });
const by = (reqKey: string) => ({ reqKey, principal: "a", usefulMs: 60_000 });

describe("admission", () => {
  it("counts each model for itself", async () => {
    const one = admission({ concurrency: 1, queue: 0 });
    await one.enter(by("i2i_xl_sft"));
    expect(await one.enter(by("i2i_xl_sft"))).toMatchObject({ kind: "refusal", reason: "full" });
    expect([one.refusal("i2i_xl_sft")?.reason, one.refusal("high_aes")]).toEqual(["full", null]);
    expect(await one.enter(by("high_aes"))).toMatchObject({ kind: "place" });
    expect([...one.stats()]).toEqual([
      ["i2i_xl_sft", { running: 1, queued: 0, concurrency: 1 }],
      ["high_aes", { running: 1, queued: 0, concurrency: 1 }],
    ]);
  });

  it("counts a model that is billed by usage with its twin", async () => {
    const model = IMAGE_MODELS.find(({ usageReqKey }) => usageReqKey !== null);
    const [key = "", twin = ""] = [model?.reqKey, model?.usageReqKey ?? undefined];
    expect(twin).not.toBe("");
    const one = admission({ concurrencyOf: { [twin]: 2 } });
    await one.enter(by(key));
    await one.enter(by(twin));
    expect([...one.stats()]).toEqual([[key, { running: 2, queued: 0, concurrency: 2 }]]);
  });

  it("counts all models that nobody knows together, so that callers cannot make as many as they like", async () => {
    const one = admission({ concurrencyOf: { known_to_the_operator: 7, other: 2 } });
    for (const reqKey of ["new_a", "new_b", "new_c", "known_to_the_operator"]) void one.enter(by(reqKey));
    expect([...one.stats()]).toEqual([
      ["other", { running: 2, queued: 1, concurrency: 2 }],
      ["known_to_the_operator", { running: 1, queued: 0, concurrency: 7 }],
    ]);
    one.close();
  });

  it("that is closed admits none, of a model that comes for the first time neither", async () => {
    const one = admission();
    one.close();
    expect(await one.enter(by("i2i_xl_sft"))).toMatchObject({ reason: "closed" });
    expect(one.refusal("high_aes")).toMatchObject({ reason: "closed" });
  });
});
