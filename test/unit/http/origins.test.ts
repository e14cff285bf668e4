import { describe, expect, it } from "vitest";
import { checkOrigins, createOriginCheck } from "../../../src/http/origins.js";

describe("a list of origins", () => {
  it.each([
    [[]],
    [["*"]],
    [["https://app.example.com"]],
    [["http://localhost:3000", "https://app.example.com:8443", "http://[::1]:3000"]],
    [["capacitor://localhost", "tauri://localhost"]],
  ])("is taken as browsers send them: %j", (list) => {
    expect(checkOrigins(list)).toBeNull();
  });

  it.each([
    [["*", "https://app.example.com"], /alone/],
    [["https://app.example.com/"], /without a path/],
    [["https://app.example.com/app"], /without a path/],
    [["app.example.com"], /must be origins/],
    [["https://APP.example.com"], /must be origins/],
    [["https://app.example.com:443"], /must be origins/],
    [["https://user@app.example.com"], /must be origins/],
    [["https://*.example.com"], /must be origins/],
    [["null"], /must be origins/],
  ])("is refused when one is something else: %j", (list, message) => {
    expect(checkOrigins(list)).toMatch(message);
  });
});

describe("an origin", () => {
  const listed = createOriginCheck({ list: ["https://app.example.com"], localhost: false });
  const local = createOriginCheck({ list: [], localhost: true });

  it("is allowed to the letter, and nothing that only begins or ends alike", () => {
    expect(listed("https://app.example.com")).toBe(true);
    const others = [
      "http://app.example.com",
      "https://app.example.com:8443",
      "https://app.example.com.evil.example",
      "https://evil-app.example.com",
      "null",
      "",
    ];
    expect(others.filter(listed)).toEqual([]);
  });

  it("of this machine is allowed on any port where that was said, and nowhere else", () => {
    const ours = ["http://localhost:5173", "https://localhost", "http://127.0.0.1:3000", "http://[::1]:8080"];
    const others = [
      "http://localhost.evil.example",
      "http://evil.example/localhost",
      "http://127.0.0.2",
      "null",
    ];
    expect(ours.filter(local)).toEqual(ours);
    expect(others.filter(local)).toEqual([]);
    expect(ours.filter(listed)).toEqual([]);
  });
});
