/**
 * Models that answer with a task only: Doubao docs 85621/1747301, 85621/1817045, 85621/1976207 and 85621/2275082, and
 * clients of third parties. TOS waits for a picture, so that a generation with one of them would be paid for and lost.
 */
export const ASYNCHRONOUS_REQ_KEYS: ReadonlySet<string> = new Set([
  "i2i_multi_style_zx2x",
  "jimeng_i2i_v30",
  "jimeng_t2i_v30",
  "jimeng_t2i_v31",
  "jimeng_t2i_v40",
  "jimeng_seedream46_cvtob",
  "jimeng_image2image_dream_inpaint",
  "jimeng_i2i_seed3_tilesr_cvtob",
  "jimeng_img2img_seed3_painting_edit",
  "i2i_material_extraction",
  "jimeng_i2i_extract_tiled_images",
]);
