import type { Client, CombinedError } from "@urql/core";
import { ConfirmAnswerDocument, ConfirmDecideDocument, ConfirmPromiseDocument, type DecisionInput } from "@/graphql/orders/graphql";
import { failureOf } from "@/live/failure";
import type { Delivery, PendingAct } from "./outbox";
import type { LineResult } from "./outcome";

type Answered = Extract<Delivery, { kind: "answered" }>;
type Reason = { code: string; message: string };
type Sent = { error?: CombinedError; answered: Answered | null; needsFactor?: boolean };

const asAnswer = (results: LineResult[], errors: readonly Reason[]): Pick<Sent, "answered" | "needsFactor"> => ({
  answered: { kind: "answered", results, message: errors[0]?.message ?? null },
  needsFactor: errors.some((error) => error.code === "MFA_REQUIRED"),
});
const NO_ANSWER = { answered: null };

async function send(client: Client, { key, act }: PendingAct): Promise<Sent> {
  const idempotencyKey = key;
  if (act.kind === "answer") {
    const { data, error } = await client.mutation(ConfirmAnswerDocument, { idempotencyKey, answers: act.answers }).toPromise();
    const payload = data?.scheduleLinesAnswer;
    return { error, ...(payload ? asAnswer(payload.results, payload.errors) : NO_ANSWER) };
  }
  if (act.kind === "decide") {
    const decisions = act.decisions.map((decision): DecisionInput => ({
      proposalId: decision.proposalId, version: decision.version, kind: decision.kind, quantity: decision.quantity,
      date: decision.date, price: decision.price, reasonCode: decision.reasonCode, note: decision.note,
    }));
    const { data, error } = await client.mutation(ConfirmDecideDocument, { idempotencyKey, decisions }).toPromise();
    const payload = data?.proposalsDecide;
    const results = payload?.results.map((result, index): LineResult => ({
      scheduleLineId: act.decisions[index]?.scheduleLineId ?? "",
      scheduleLines: result.scheduleLine ? [result.scheduleLine] : [],
      errors: result.errors,
    }));
    return { error, ...(payload && results ? asAnswer(results, payload.errors) : NO_ANSWER) };
  }
  const { scheduleLineId, version, parts } = act;
  const { data, error } = await client.mutation(ConfirmPromiseDocument, { idempotencyKey, scheduleLineId, version, parts }).toPromise();
  const payload = data?.backorderPromise;
  if (!payload) return { error, ...NO_ANSWER };
  const result = { scheduleLineId, scheduleLines: payload.scheduleLines, errors: payload.errors };
  return { error, ...asAnswer([result], []), needsFactor: payload.errors.some((one) => one.code === "MFA_REQUIRED") };
}

/**
 * Takes an act to the server. A missing answer or an ended session means "not yet": the act waits.
 * Anything the server said counts as an answer.
 */
export async function deliver(client: Client, act: PendingAct, askSecondFactor: () => Promise<boolean>): Promise<Delivery> {
  let sent = await send(client, act);
  let failure = failureOf(sent.error);
  if ((failure?.mfaRequired || sent.needsFactor) && (await askSecondFactor())) {
    sent = await send(client, act);
    failure = failureOf(sent.error);
  }
  if (sent.answered) return sent.answered;
  if (!failure || failure.code === "NETWORK" || failure.unauthenticated) return { kind: "unreachable" };
  return { kind: "answered", results: [], message: failure.message };
}
