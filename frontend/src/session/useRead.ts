import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { failureOf, type ReadFailure } from "@/live/failure";
import { useSecondFactor } from "./MfaPrompt";

export type Read<Data> = {
  data: Data | undefined;
  /** Set only while there is nothing to show; old data stays on screen when a refresh fails. */
  failure: ReadFailure | null;
  loading: boolean;
  /** Fresh data is on its way behind what is shown. */
  refreshing: boolean;
  reload: () => void;
};

/** Reads for a screen: what the cache has at once, then what the server says. */
export function useRead<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>, variables: Variables, options: { pause?: boolean } = {},
): Read<Data> {
  const [result, execute] = useQuery<Data, Variables>({
    query: document,
    variables: variables as never,
    requestPolicy: "cache-and-network",
    pause: options.pause,
  });
  // A refresh that fails brings no data: what was read before for the same question stays.
  const question = JSON.stringify(variables);
  const [kept, setKept] = useState<{ question: string; data: Data } | null>(null);
  if (result.data && result.data !== kept?.data) setKept({ question, data: result.data });
  const data = result.data ?? (kept?.question === question ? kept.data : undefined);
  const reload = useCallback(() => execute({ requestPolicy: "network-only" }), [execute]);
  const failure = failureOf(result.error);

  const askSecondFactor = useSecondFactor();
  const asked = useRef(false);
  const needsFactor = failure?.mfaRequired ?? false;
  useEffect(() => {
    if (!needsFactor || asked.current) return;
    asked.current = true;
    void askSecondFactor().then((given) => given && reload());
  }, [needsFactor, askSecondFactor, reload]);

  return {
    data,
    failure: data ? null : failure,
    loading: !data && !failure,
    refreshing: result.fetching || result.stale,
    reload,
  };
}
