import { CombinedError } from "@urql/core";
import { expect, test } from "vitest";
import { refusedValues } from "./refused";

test("a value the server could not read is told at its field", () => {
  const error = new CombinedError({ graphQLErrors: [
    { message: "太长", extensions: { code: "DECIMAL_TOO_LONG", field: "lines.0.schedule.0.quantity", params: { value: "9" } } },
    { message: "missing", extensions: { code: "DOCUMENT_INVALID" } },
  ] });
  expect(refusedValues(error)).toEqual([
    { code: "DECIMAL_TOO_LONG", message: "太长", field: "lines.0.schedule.0.quantity", params: { value: "9" } },
  ]);
});

test("without errors of values nothing is refused", () => {
  expect(refusedValues(undefined)).toEqual([]);
  expect(refusedValues(new CombinedError({ networkError: new Error("gone") }))).toEqual([]);
});
