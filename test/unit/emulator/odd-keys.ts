/** Keys that a client or a file system is tempted to fold, split, decode or confuse. */
export const ODD_KEYS = [
  "plain.txt",
  "中文 键.txt",
  "a b/c d",
  "a%2Fb",
  "a/b",
  "A/B",
  "../../up",
  "a/./b",
  "a//b",
  "/leading",
  "trailing/",
  "trailing.",
  "trailing..",
  "plus+sign&and=equals?question#hash",
  "(1)!'*~",
  "😀",
];
