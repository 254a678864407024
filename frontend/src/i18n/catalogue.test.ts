import { describe, expect, it } from "vitest";
import en from "./catalogue.en";
import zh from "./catalogue.zh";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*", "!../graphql/**"], {
  eager: true,
  query: "?raw",
  import: "default",
});

/** Plural forms differ by language: `rows_one` and `rows_other` are one key. */
const keys = (messages: Record<string, string>) =>
  [...new Set(Object.keys(messages).map((key) => key.replace(/_(one|other)$/, "")))].sort();

const holes = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((hole) => hole[1]))].sort();

describe("message catalogue", () => {
  it("has the same namespaces in both languages", () => {
    expect(Object.keys(en.messages).sort()).toEqual(Object.keys(zh.messages).sort());
  });

  it.each(Object.keys(zh.messages))("%s has the same keys in both languages", (space) => {
    expect(keys(en.messages[space] ?? {})).toEqual(keys(zh.messages[space] ?? {}));
  });

  it("fills the same values in both languages", () => {
    for (const [space, messages] of Object.entries(zh.messages)) {
      for (const [key, text] of Object.entries(messages)) {
        const other = en.messages[space]?.[key] ?? en.messages[space]?.[key.replace(/_other$/, "")];
        const english = other ?? en.messages[space]?.[`${key}_other`] ?? "";
        expect([space, key, holes(english)]).toEqual([space, key, holes(text)]);
      }
    }
  });

  it("has every key the source asks for by its full name", () => {
    const missing: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      const space = /useTranslation\("(\w+)"\)/.exec(source)?.[1];
      if (!space) continue;
      for (const [, key = ""] of source.matchAll(/\bt\("([^"]+)"/g)) {
        const [inSpace, name] = key.includes(":") ? key.split(":") : [space, key];
        const known = keys(zh.messages[inSpace ?? ""] ?? {});
        if (!known.includes(name ?? "")) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
