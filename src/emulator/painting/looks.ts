/** What the words of a prompt ask for: a medium, a mood, a colour, a subject. Chinese and English. */

export type MediumName =
  | "oil"
  | "watercolour"
  | "ink"
  | "sketch"
  | "pixel"
  | "comic"
  | "anime"
  | "clay"
  | "neon";

export type Mood = "sunset" | "night" | "winter" | "spring" | "summer" | "autumn" | "rain" | "neon";

export interface Look {
  /** Null when no word names one. */
  readonly medium: MediumName | null;
  readonly mood: Mood | null;
  /** In degrees of OKLCH. */
  readonly hue: number | null;
}

const MEDIA: readonly (readonly [MediumName, RegExp])[] = [
  ["neon", /cyber ?punk|neon|synthwave|vaporwave|赛博|霓虹|蒸汽波/i],
  ["pixel", /pixel|8-?bit|16-?bit|voxel|像素|马赛克/i],
  ["watercolour", /water ?colou?r|water paint|aquarelle|pastel|水彩|粉彩/i],
  ["ink", /\bink\b|chinese painting|calligraphy|sumi-?e|水墨|国画|墨|书法|工笔/i],
  ["sketch", /sketch|pencil|charcoal|line ?art|drawing|engraving|blue ?line|素描|铅笔|线稿|炭笔|手绘|简笔/i],
  ["clay", /\bclay\b|plasticine|claymation|ceramic|\b3d\b|felt|粘土|黏土|橡皮泥|陶瓷|毛毡|盲盒/i],
  ["anime", /anime|manga style|ghibli|makoto|cel.?shad|动漫|二次元|吉卜力|宫崎骏|新海诚|动画/i],
  ["comic", /comic|cartoon|pop ?art|marvel|manga|漫画|卡通|波普/i],
  ["oil", /\boil\b|impasto|van gogh|monet|impression|painting|油画|梵高|莫奈|印象派/i],
];

const MOOD_WORDS: readonly (readonly [Mood, RegExp])[] = [
  ["sunset", /sun ?set|sun ?rise|dusk|dawn|golden hour|evening|日落|夕阳|黄昏|晚霞|日出|朝霞|清晨|傍晚/i],
  ["night", /night|midnight|moon|stars?\b|starry|夜|星空|月/i],
  ["winter", /winter|snow|frost|\bice\b|icy|冬|雪|冰/i],
  ["autumn", /autumn|fall colou?rs|\bfall\b|maple|秋|枫/i],
  ["spring", /spring|blossom|sakura|cherry|春|樱/i],
  ["summer", /summer|tropical|beach|夏|沙滩/i],
  ["rain", /rain|storm|雨|暴风/i],
];

const HUES: readonly (readonly [number, RegExp])[] = [
  [25, /\bred\b|crimson|scarlet|红/i],
  [55, /orange|橙|橘/i],
  [88, /gold|yellow|金|黄/i],
  [145, /green|emerald|绿|翠/i],
  [200, /cyan|teal|turquoise|青/i],
  [255, /\bblue\b|azure|蓝/i],
  [305, /purple|violet|lavender|紫/i],
  [355, /pink|rose|粉/i],
];

/** @param hint more words, of lesser weight: those of a `req_key` such as `img2img_clay_style`. */
export function readLook(prompt: string, hint = ""): Look {
  const medium = find(MEDIA, prompt) ?? find(MEDIA, hint);
  return {
    medium,
    mood: find(MOOD_WORDS, prompt) ?? (medium === "neon" ? "neon" : null),
    hue: find(HUES, prompt),
  };
}

export function find<T>(table: readonly (readonly [T, RegExp])[], text: string): T | null {
  return table.find(([, words]) => words.test(text))?.[0] ?? null;
}
