import type { AnswerInput, ConfirmLineFragment, ReasonCode } from "@/graphql/orders/graphql";

export type LineDraft = NonNullable<ConfirmLineFragment["answerDraft"]>;

/** What a supplier has chosen for one schedule line, before it is sent. */
export type Choice =
  | { kind: "ACCEPT" }
  | { kind: "SPLIT"; parts: { quantity: string; date: string }[]; reasonCode: ReasonCode | null; note: string }
  | {
      kind: "COUNTER"; quantity: string; date: string; price: string | null;
      reasonCode: ReasonCode | null; note: string; alreadyMadeQuantity: string | null;
    }
  | { kind: "REJECT"; reasonCode: ReasonCode; note: string };

type AnsweredLine = Pick<ConfirmLineFragment, "id" | "version">;

export function answerInput(line: AnsweredLine, choice: Choice): AnswerInput {
  const head = { scheduleLineId: line.id, version: line.version };
  switch (choice.kind) {
    case "ACCEPT":
      return { ...head, kind: "ACCEPT" };
    case "SPLIT":
      return { ...head, kind: "SPLIT", parts: choice.parts, reasonCode: choice.reasonCode, note: choice.note || null };
    case "COUNTER":
      return {
        ...head, kind: "COUNTER", quantity: choice.quantity, date: choice.date, price: choice.price,
        reasonCode: choice.reasonCode, note: choice.note || null, alreadyMadeQuantity: choice.alreadyMadeQuantity,
      };
    case "REJECT":
      return { ...head, kind: "REJECT", reasonCode: choice.reasonCode, note: choice.note || null };
  }
}

/** The choice a saved draft stands for; null when the draft is not complete enough to be sent. */
export function choiceFromDraft(draft: LineDraft): Choice | null {
  const { reasonCode, note } = draft;
  switch (draft.kind) {
    case "ACCEPT":
      return { kind: "ACCEPT" };
    case "SPLIT":
      return draft.parts.length ? { kind: "SPLIT", parts: draft.parts, reasonCode, note } : null;
    case "COUNTER":
      return draft.quantity && draft.date
        ? { kind: "COUNTER", quantity: draft.quantity, date: draft.date, price: draft.price, reasonCode, note, alreadyMadeQuantity: null }
        : null;
    case "REJECT":
      return reasonCode ? { kind: "REJECT", reasonCode, note } : null;
  }
}

export const canAnswer = (line: ConfirmLineFragment) => line.allowedActs.includes("ANSWER");
/** Another quantity, day or price: before the first answer, or for what is promised already. */
export const canCounter = (line: ConfirmLineFragment) => canAnswer(line) || line.allowedActs.includes("COUNTER");
export const canPromise = (line: ConfirmLineFragment) => line.allowedActs.includes("PROMISE_BACKORDER");
/** The other side's counter waits for us. */
export const canDecide = (line: ConfirmLineFragment) =>
  line.allowedActs.includes("DECIDE") && line.openProposal?.isMineToDecide === true;

export const waitsForMe = (line: ConfirmLineFragment) => canAnswer(line) || canPromise(line) || canDecide(line);
