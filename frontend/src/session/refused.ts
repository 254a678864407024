import type { CombinedError } from "@urql/core";

/** Why the server refused: ready to show. `allowed` is what it would accept instead. */
export type Refused = { code: string; message: string; field?: string | null; params?: unknown; allowed?: string[] };

/** Values refused before the act began, such as a number too long: told at their fields like all other refusals. */
export function refusedValues(error: CombinedError | undefined): Refused[] {
  return (error?.graphQLErrors ?? []).flatMap(({ message, extensions }) =>
    typeof extensions.field === "string"
      ? [{ code: String(extensions.code), message, field: extensions.field, params: extensions.params }]
      : []);
}
