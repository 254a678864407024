import type { Messages } from "./index";

/**
 * Merges message files into namespaces: `features/orders/messages.confirm.zh.ts` and
 * `features/orders/messages.zh.ts` both belong to the namespace `orders`.
 */
export function gather(files: Record<string, Messages>): Record<string, Messages> {
  const spaces: Record<string, Messages> = {};
  for (const [path, messages] of Object.entries(files)) {
    const folder = path.split("/").at(-2) ?? "";
    const space = folder === "app" ? "shell" : folder;
    const known = (spaces[space] ??= {});
    for (const [key, text] of Object.entries(messages)) {
      if (key in known) throw new Error(`message ${space}:${key} is written twice`);
      known[key] = text;
    }
  }
  return spaces;
}
