/** The URL under which clients reach the emulator from elsewhere. */

/** Its host name, without port. Throws an Error that says what is wrong with the text. */
export function publicHostOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search || url.hash) {
    throw new Error(
      "the public URL must be an http(s) URL without a path, such as http://tos.example.com:4010",
    );
  }
  return url.hostname;
}
