import { createRequest, type Client as UrqlClient } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { Client, fetchExchange, mapExchange, subscriptionExchange } from "urql";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { onEnd, pipe, subscribe } from "wonka";
import type { Language } from "@/i18n";
import { retryDelay } from "./connection";
import { cacheKeys } from "./entities";
import { failureOf } from "./failure";
import { LiveSocket } from "./socket";

export type Api = { client: UrqlClient; socket: LiveSocket };

type ApiOptions = { acting: string | null; language: Language; onSessionOver: () => void };

/** A client for one enterprise and one language: its cache never mixes two of them. */
export function makeApi({ acting, language, onSessionOver }: ApiOptions): Api {
  const socket = new LiveSocket(() => ({ actingEnterprise: acting, language }), onSessionOver);
  const headers: Record<string, string> = { "X-Lianwang": "1", "Accept-Language": language };
  if (acting) headers["X-Acting-Enterprise"] = acting;
  const client = new Client({
    url: "/graphql/",
    preferGetMethod: false,
    fetchOptions: { credentials: "same-origin", headers },
    exchanges: [
      mapExchange({
        onError(error) {
          if (failureOf(error)?.unauthenticated) onSessionOver();
        },
      }),
      cacheExchange({ keys: cacheKeys }),
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.client.subscribe({ ...request, query: request.query ?? "" }, sink),
          }),
        }),
      }),
      fetchExchange,
    ],
  });
  return { client, socket };
}

type Follow<Data, Variables> = {
  document: TypedDocumentNode<Data, Variables>;
  /** Asked anew at every (re)start, so that a stream goes on from its last position. */
  variables: () => Variables;
  onData: (data: Data) => void;
};

/** Keeps a subscription going over cut connections until the returned function is called. */
export function follow<Data, Variables extends object>(
  { client, socket }: Api,
  { document, variables, onData }: Follow<Data, Variables>,
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | undefined;

  const again = () => {
    if (stopped || timer) return;
    timer = setTimeout(() => {
      stop?.();
      start();
      timer = undefined;
    }, retryDelay(socket.read().attempt));
  };

  const start = () => {
    const operation = client.createRequestOperation("subscription", createRequest(document, variables()));
    const subscription = pipe(
      client.executeRequestOperation(operation),
      // A finished stream and a broken one are the same to us: it is taken up again.
      onEnd(again),
      subscribe((result) => {
        if (result.data) onData(result.data as Data);
        if (result.error) again();
      }),
    );
    stop = subscription.unsubscribe;
  };

  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop?.();
  };
}
