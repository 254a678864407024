import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { curlOf, EXAMPLES, variablesText } from "./examples";
import en from "./messages.en";
import zh from "./messages.zh";

const schema = buildSchema(readFileSync("../schema.graphql", "utf8"));

describe("the examples", () => {
  it.each(EXAMPLES.map((one) => [one.key, one] as const))("%s is valid and is named in both languages", (key, example) => {
    const document = parse(example.text);
    expect(validate(schema, document)).toEqual([]);
    expect(zh).toHaveProperty([`example.${key}`]);
    expect(en).toHaveProperty([`example.${key}`]);
    const declared = document.definitions.flatMap((one) => ("variableDefinitions" in one ? one.variableDefinitions ?? [] : [])).map((one) => one.variable.name.value);
    for (const name of Object.keys(JSON.parse(variablesText(example, "k")) as object)) expect(declared).toContain(name);
  });

  it("give acts a key and questions none", () => {
    const [question, act] = EXAMPLES;
    expect(variablesText(question!, "k-1")).not.toContain("idempotencyKey");
    expect(JSON.parse(variablesText(act!, "k-1"))).toMatchObject({ idempotencyKey: "k-1", confidence: "SURE" });
  });

  it("quote themselves for the shell", () => {
    const line = curlOf("https://chain.example", "{ a(b: \"it's\") }", "{}");
    expect(line).toContain("curl https://chain.example/graphql/ \\\n");
    expect(line).toContain("it'\\''s");
    const body = line.slice(line.indexOf("-d '") + 4, -1).replaceAll("'\\''", "'");
    expect(JSON.parse(body)).toEqual({ query: "{ a(b: \"it's\") }", variables: {} });
  });
});
