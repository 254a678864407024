import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { failureOf, type ReadFailure } from "@/live/failure";
import { useSecondFactor } from "./MfaPrompt";
import { type Refused, refusedValues } from "./refused";

export type { Refused };

export type ActAnswer<Payload> = {
  /** The act as a whole was accepted. Bulk acts carry a result per item in the payload. */
  ok: boolean;
  payload: Payload | null;
  refused: Refused[];
  /** No answer, or not a business one; the same act may be sent again safely. */
  failure: ReadFailure | null;
};

type Variables = { idempotencyKey: string };

/**
 * One act of a person. The idempotency key is made here and kept while the same content is sent again,
 * so that a lost answer never does a thing twice; where the second factor is wanted it is asked for and the act goes on.
 */
export function useAct<Data, Vars extends Variables, Payload extends { errors: Refused[] }>(
  document: TypedDocumentNode<Data, Vars>, pick: (data: Data) => Payload,
): [(input: Omit<Vars, "idempotencyKey">) => Promise<ActAnswer<Payload>>, boolean] {
  const client = useClient();
  const askSecondFactor = useSecondFactor();
  const [busy, setBusy] = useState(false);
  const pending = useRef<{ content: string; key: string } | null>(null);
  const pickLatest = useRef(pick);
  useEffect(() => {
    pickLatest.current = pick;
  });

  const act = useCallback(async (input: Omit<Vars, "idempotencyKey">): Promise<ActAnswer<Payload>> => {
    const content = JSON.stringify(input);
    if (pending.current?.content !== content) pending.current = { content, key: crypto.randomUUID() };
    const send = async (): Promise<ActAnswer<Payload>> => {
      const variables = { ...input, idempotencyKey: pending.current?.key } as Vars;
      const result = await client.mutation(document, variables as never).toPromise();
      if (!result.data) {
        const refused = refusedValues(result.error);
        return { ok: false, payload: null, refused, failure: refused.length > 0 ? null : failureOf(result.error) };
      }
      const payload = pickLatest.current(result.data as Data);
      return { ok: payload.errors.length === 0, payload, refused: payload.errors, failure: null };
    };
    setBusy(true);
    try {
      let answer = await send();
      const needsFactor = answer.failure?.mfaRequired || answer.refused.some((one) => one.code === "MFA_REQUIRED");
      if (needsFactor && (await askSecondFactor())) answer = await send();
      // Answered: the next press is a new act, even with the same content.
      if (answer.payload) pending.current = null;
      return answer;
    } finally {
      setBusy(false);
    }
  }, [client, document, askSecondFactor]);

  return [act, busy];
}

/** The sentence to show for an act that did not go through; empty when it did. */
export function whyNot(answer: ActAnswer<unknown>): string {
  return answer.refused[0]?.message ?? answer.failure?.message ?? "";
}
