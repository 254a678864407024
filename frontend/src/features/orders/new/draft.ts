/** An order being written: pure state of the form. Quantities and prices stay text, as typed. */
import type { NewLineInput } from "@/graphql/orders/graphql";
import type { Refused } from "@/session/useAct";

export type DraftPart = { key: number; quantity: string; date: string };
export type DraftLine = { key: number; itemId: string; unitPrice: string; parts: DraftPart[] };
export type Draft = { partnershipId: string; siteId: string; note: string; externalReference: string; lines: DraftLine[]; nextKey: number };

export type DraftEvent =
  | { type: "head"; part: Partial<Pick<Draft, "siteId" | "note" | "externalReference">> }
  | { type: "partner"; id: string }
  | { type: "addLine" }
  | { type: "dropLine"; line: number }
  | { type: "line"; line: number; part: Partial<Pick<DraftLine, "itemId" | "unitPrice">> }
  | { type: "addPart"; line: number }
  | { type: "dropPart"; line: number; part: number }
  | { type: "part"; line: number; part: number; change: Partial<Omit<DraftPart, "key">> };

const emptyLine = (key: number): DraftLine => ({ key, itemId: "", unitPrice: "", parts: [{ key: key + 1, quantity: "", date: "" }] });

export const EMPTY_DRAFT: Draft = { partnershipId: "", siteId: "", note: "", externalReference: "", lines: [emptyLine(1)], nextKey: 3 };

type Kept = Omit<Draft, "nextKey" | "lines"> & { lines: (Omit<DraftLine, "key" | "parts"> & { parts: Omit<DraftPart, "key">[] })[] };

/** A form filled with an order that was kept as a draft. */
export function loadedDraft(kept: Kept): Draft {
  let nextKey = 1;
  const lines = kept.lines.map((line) => ({ ...line, key: nextKey++, parts: line.parts.map((part) => ({ ...part, key: nextKey++ })) }));
  return { ...kept, lines, nextKey };
}

function withLine(draft: Draft, at: number, change: (line: DraftLine) => DraftLine): Draft {
  return { ...draft, lines: draft.lines.map((line, index) => (index === at ? change(line) : line)) };
}

export function draftAfter(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case "head":
      return { ...draft, ...event.part };
    case "partner":
      // Items belong to a supplier: another supplier starts with an empty line.
      return { ...draft, partnershipId: event.id, lines: [emptyLine(draft.nextKey)], nextKey: draft.nextKey + 2 };
    case "addLine":
      return { ...draft, lines: [...draft.lines, emptyLine(draft.nextKey)], nextKey: draft.nextKey + 2 };
    case "dropLine":
      return { ...draft, lines: draft.lines.filter((_, index) => index !== event.line) };
    case "line":
      return withLine(draft, event.line, (line) => ({ ...line, ...event.part }));
    case "addPart":
      return { ...withLine(draft, event.line, (line) => ({ ...line, parts: [...line.parts, { key: draft.nextKey, quantity: "", date: "" }] })), nextKey: draft.nextKey + 1 };
    case "dropPart":
      return withLine(draft, event.line, (line) => ({ ...line, parts: line.parts.filter((_, index) => index !== event.part) }));
    case "part":
      return withLine(draft, event.line, (line) => ({ ...line, parts: line.parts.map((part, index) => (index === event.part ? { ...part, ...event.change } : part)) }));
  }
}

/** Nothing that must be there is missing; whether it is right the server says. */
export function isComplete(draft: Draft): boolean {
  return Boolean(draft.partnershipId && draft.siteId) && draft.lines.length > 0
    && draft.lines.every((line) => line.itemId && line.parts.length > 0 && line.parts.every((part) => part.quantity.trim() && part.date));
}

const plain = (number: string) => number.replace(/[,\s]/g, "");

/** The lines in the server's words; a price left empty is taken from the source option there. */
export function linesInput(draft: Draft): NewLineInput[] {
  return draft.lines.map((line) => ({
    itemId: line.itemId,
    unitPrice: line.unitPrice.trim() ? plain(line.unitPrice) : undefined,
    schedule: line.parts.map((part) => ({ quantity: plain(part.quantity), requestedDate: part.date })),
  }));
}

/** The reasons that belong to one line, by their path (`lines.0.schedule.1.quantity`). */
export function refusedOfLine(refused: readonly Refused[], line: number): Refused[] {
  return refused.filter((one) => one.field?.split(".")[0] === "lines" && one.field.split(".")[1] === String(line));
}

/** The reasons that stand for the order as a whole. */
export function refusedOfOrder(refused: readonly Refused[]): Refused[] {
  return refused.filter((one) => !one.field?.startsWith("lines."));
}
