export interface Difference { field: string; before: string | null; after: string | null }

type Facts = Record<string, unknown>;

const isFacts = (value: unknown): value is Facts => typeof value === "object" && value !== null && !Array.isArray(value);

function written(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The fields that differ between two states of a thing, in the order in which they stand there. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [old, fresh] = [isFacts(before) ? before : {}, isFacts(after) ? after : {}];
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .map((field) => ({ field, before: written(old[field]), after: written(fresh[field]) }))
    .filter((one) => one.before !== one.after);
}
