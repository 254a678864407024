import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import tokens from "./tokens.json";

const css = readFileSync("src/ui/styles/tokens.css", "utf8");
const kebab = (name: string) => name.replace(/([A-Z])/g, (letter) => `-${letter.toLowerCase()}`);

function block(selector: string): Record<string, string> {
  const body = new RegExp(`${selector.replace(/[[\]"]/g, "\\$&")} \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return Object.fromEntries([...body.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

describe("colours", () => {
  it.each([["light", ":root"], ["dark", '[data-theme="dark"]']] as const)("%s custom properties equal tokens.json", (theme, selector) => {
    const wanted = Object.fromEntries(Object.entries(tokens[theme]).map(([name, value]) => [kebab(name), value]));
    expect(block(selector)).toEqual(wanted);
  });
});
