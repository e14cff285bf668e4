/** The requests below have the headers that browsers send: Chrome 129, Firefox 131 and Safari 18, and older ones. */
import { describe, expect, it } from "vitest";
import { isCrossSite } from "../../../src/http/cross-site.js";
import { createOriginCheck } from "../../../src/http/origins.js";

const HOST = { host: "api.example.com" };
const CHROME = {
  ...HOST,
  "user-agent":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
};
/** Safari began to send Fetch Metadata with 16.4. */
const SAFARI_15 = {
  ...HOST,
  "user-agent":
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Safari/605.1.15",
};
const JSON_BODY = { "content-type": "application/json" };
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const TEXT = { "content-type": "text/plain;charset=UTF-8" };
const MULTIPART = { "content-type": "multipart/form-data; boundary=----WebKitFormBoundaryAAAA" };
const NAVIGATION = {
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
  "sec-fetch-user": "?1",
  accept: "text/html,*/*;q=0.8",
};
const CORS = { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", accept: "*/*" };
const NO_CORS = { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "empty", accept: "*/*" };
const IMG = {
  "sec-fetch-mode": "no-cors",
  "sec-fetch-dest": "image",
  accept: "image/avif,image/webp,*/*;q=0.8",
};

const evil = { origin: "https://evil.example" };
const cross = { "sec-fetch-site": "cross-site" };
const sibling = { "sec-fetch-site": "same-site" };
const app = { origin: "https://app.example.com" };

const isAllowed = createOriginCheck({ list: ["https://app.example.com"], localhost: false });
const allowAll = createOriginCheck({ list: ["*"], localhost: false });

describe("a request of a page that is not allowed", () => {
  it.each<[string, "GET" | "POST", Record<string, string>]>([
    ["a link that is followed", "GET", { ...CHROME, ...cross, ...NAVIGATION }],
    ["a frame", "GET", { ...CHROME, ...cross, ...NAVIGATION, "sec-fetch-dest": "iframe" }],
    ["a picture", "GET", { ...CHROME, ...cross, ...IMG }],
    ["a script", "GET", { ...CHROME, ...cross, ...NO_CORS, "sec-fetch-dest": "script" }],
    [
      "a style sheet of a sister site",
      "GET",
      { ...CHROME, ...sibling, ...NO_CORS, "sec-fetch-dest": "style" },
    ],
    ["fetch, without CORS", "GET", { ...CHROME, ...cross, ...NO_CORS }],
    ["fetch, with CORS", "GET", { ...CHROME, ...cross, ...CORS, ...evil }],
    ["fetch of a text, without CORS", "POST", { ...CHROME, ...cross, ...NO_CORS, ...evil, ...TEXT }],
    [
      "fetch of JSON, whose preflight was not asked",
      "POST",
      { ...CHROME, ...cross, ...CORS, ...evil, ...JSON_BODY },
    ],
    [
      "fetch of a sister site",
      "POST",
      { ...CHROME, ...sibling, ...CORS, origin: "https://blog.example.com", ...JSON_BODY },
    ],
    ["a form", "POST", { ...CHROME, ...cross, ...NAVIGATION, ...evil, ...FORM }],
    ["a form with a file", "POST", { ...CHROME, ...cross, ...NAVIGATION, ...evil, ...MULTIPART }],
    [
      "a form of a frame without an origin",
      "POST",
      { ...CHROME, ...cross, ...NAVIGATION, origin: "null", ...FORM },
    ],
    ["a form sent by GET", "GET", { ...CHROME, ...cross, ...NAVIGATION }],
    ["sendBeacon", "POST", { ...CHROME, ...cross, ...NO_CORS, ...evil, ...TEXT }],
    ["sendBeacon of JSON", "POST", { ...CHROME, ...cross, ...NO_CORS, ...evil, ...JSON_BODY }],
    ["a picture of a page that is allowed, which tells no origin", "GET", { ...CHROME, ...sibling, ...IMG }],
    ["fetch of a browser without Fetch Metadata", "POST", { ...SAFARI_15, ...evil, ...TEXT }],
    ["a form of a browser without Fetch Metadata", "POST", { ...SAFARI_15, ...evil, ...FORM }],
    [
      "a page without origin in a browser without Fetch Metadata",
      "POST",
      { ...SAFARI_15, origin: "null", ...TEXT },
    ],
    [
      "another port of the same host",
      "POST",
      { ...SAFARI_15, origin: "https://api.example.com:8443", ...TEXT },
    ],
    [
      "a picture in a browser without Fetch Metadata",
      "GET",
      { ...SAFARI_15, referer: "https://evil.example/" },
    ],
    ["a picture of a page that hides its address", "GET", SAFARI_15],
    ["a picture of a page whose address is unreadable", "GET", { ...SAFARI_15, referer: "about:" }],
    ["a site that no browser tells", "GET", { ...CHROME, "sec-fetch-site": "cross-origin" }],
  ])("is found out: %s", (_what, method, headers) => {
    expect(isCrossSite({ method, headers }, isAllowed)).toBe(true);
  });

  it("is found out by the lack of an origin even where every origin is allowed", () => {
    const picture = { method: "GET", headers: { ...CHROME, ...cross, ...IMG } };
    const navigation = { method: "GET", headers: { ...CHROME, ...cross, ...NAVIGATION } };
    expect([isCrossSite(picture, allowAll), isCrossSite(navigation, allowAll)]).toEqual([true, true]);
  });
});

describe("a request that is let through", () => {
  it.each<[string, "GET" | "POST", Record<string, string>]>([
    [
      "fetch of the server's own page",
      "POST",
      {
        ...CHROME,
        "sec-fetch-site": "same-origin",
        ...CORS,
        origin: "https://api.example.com",
        ...JSON_BODY,
      },
    ],
    ["a GET of the server's own page", "GET", { ...CHROME, "sec-fetch-site": "same-origin", ...CORS }],
    ["an address that a person typed", "GET", { ...CHROME, "sec-fetch-site": "none", ...NAVIGATION }],
    ["fetch of an allowed page", "POST", { ...CHROME, ...sibling, ...CORS, ...app, ...JSON_BODY }],
    ["a GET of an allowed page", "GET", { ...CHROME, ...sibling, ...CORS, ...app }],
    ["an allowed page in a browser without Fetch Metadata", "POST", { ...SAFARI_15, ...app, ...JSON_BODY }],
    [
      "the server's own page in such a browser",
      "POST",
      { ...SAFARI_15, origin: "https://api.example.com", ...JSON_BODY },
    ],
    [
      "a GET of the server's own page in such a browser",
      "GET",
      { ...SAFARI_15, referer: "https://api.example.com/studio" },
    ],
    [
      "a GET of an allowed page's worker in such a browser",
      "GET",
      { ...SAFARI_15, referer: "https://app.example.com/" },
    ],
    [
      "a GET with a header that needs a preflight",
      "GET",
      { ...SAFARI_15, "apollo-require-preflight": "true" },
    ],
    ["curl", "GET", { ...HOST, "user-agent": "curl/8.5.0", accept: "*/*" }],
    ["fetch of Node.js", "GET", { ...HOST, "user-agent": "node", "sec-fetch-mode": "cors", accept: "*/*" }],
    ["a gateway", "POST", { ...HOST, ...JSON_BODY }],
    ["a mobile app", "POST", { ...HOST, "user-agent": "okhttp/4.12.0", ...JSON_BODY }],
  ])("is let through: %s", (_what, method, headers) => {
    expect(isCrossSite({ method, headers }, isAllowed)).toBe(false);
  });

  it("may come from any page that tells its origin, where all are allowed", () => {
    const headers = { ...CHROME, ...cross, ...CORS, ...evil };
    expect(isCrossSite({ method: "GET", headers }, allowAll)).toBe(false);
  });
});
