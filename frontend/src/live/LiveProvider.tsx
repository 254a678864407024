import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from "react";
import { LiveNotificationsDocument, LiveOrderChangesDocument, type LiveNotificationsSubscription, type LiveOrderChangesSubscription } from "@/graphql/shell/graphql";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { follow, type Api } from "./client";
import { takePosition, type Connection, type StreamMark } from "./connection";

export type LiveChange = LiveOrderChangesSubscription["orderChanges"];
export type LiveNotice = LiveNotificationsSubscription["notificationAdded"];

type Topics = { change: Set<(change: LiveChange) => void>; notice: Set<(notice: LiveNotice) => void> };
type LiveValue = { api: Api; topics: Topics };

const LiveContext = createContext<LiveValue | null>(null);

function useLiveValue(): LiveValue {
  const value = useContext(LiveContext);
  if (!value) throw new Error("outside of LiveProvider");
  return value;
}

/** Follows the enterprise's stream once for the whole application; screens listen in. */
export function LiveProvider({ api, children }: { api: Api; children: ReactNode }) {
  const value = useMemo<LiveValue>(() => ({ api, topics: { change: new Set(), notice: new Set() } }), [api]);

  useEffect(() => {
    let changes: StreamMark = { after: undefined };
    let notices: StreamMark = { after: undefined };
    const stopChanges = follow(api, {
      document: LiveOrderChangesDocument,
      variables: () => ({ after: changes.after }),
      onData: ({ orderChanges }) => {
        const taken = takePosition(changes, orderChanges.position);
        if (!taken) return;
        changes = taken;
        value.topics.change.forEach((listener) => listener(orderChanges));
      },
    });
    const stopNotices = follow(api, {
      document: LiveNotificationsDocument,
      variables: () => ({ after: notices.after }),
      onData: ({ notificationAdded }) => {
        const taken = takePosition(notices, notificationAdded.position);
        if (!taken) return;
        notices = taken;
        value.topics.notice.forEach((listener) => listener(notificationAdded));
      },
    });
    return () => {
      stopChanges();
      stopNotices();
    };
  }, [api, value]);

  return <LiveContext.Provider value={value}>{children}</LiveContext.Provider>;
}

/** The state of the connection, as the dot in the top bar shows it. */
export function useConnection(): Connection {
  const { api } = useLiveValue();
  return useSyncExternalStore(api.socket.subscribe, api.socket.read);
}

function useTopic<Topic extends keyof Topics>(topic: Topic, listener: Parameters<Topics[Topic]["add"]>[0]): void {
  const { topics } = useLiveValue();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const call = (event: never) => (latest.current as (event: never) => void)(event);
    const listeners = topics[topic] as Set<(event: never) => void>;
    listeners.add(call);
    return () => void listeners.delete(call);
  }, [topics, topic]);
}

/** Called for every change of an order that reaches this enterprise; the cache already holds its new facts. */
export function useLiveChange(listener: (change: LiveChange) => void): void {
  useTopic("change", listener);
}

export function useLiveNotice(listener: (notice: LiveNotice) => void): void {
  useTopic("notice", listener);
}

/** Runs `refresh` soon after changes that match, at most once per `pause` milliseconds. */
export function useLiveRefresh(refresh: () => void, matches: (change: LiveChange) => boolean = () => true, pause = 1_500): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveChange((change) => {
    if (!matches(change) || timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      refresh();
    }, pause);
  });
}

/** Follows a subscription of its own (import and export progress) while `active`; restarts over cut links. */
export function useLiveStream<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>, variables: Variables, onData: (data: Data) => void, active = true,
): void {
  const { api } = useLiveValue();
  const latest = useRef(onData);
  useEffect(() => {
    latest.current = onData;
  });
  const content = JSON.stringify(variables);
  useEffect(() => {
    if (!active) return;
    return follow(api, {
      document,
      variables: () => JSON.parse(content) as Variables,
      onData: (data) => latest.current(data),
    });
  }, [api, document, content, active]);
}
