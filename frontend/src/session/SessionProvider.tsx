import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { Provider as UrqlProvider } from "urql";
import { ViewerDocument, type Permission, type ViewerQuery } from "@/graphql/shell/graphql";
import type { Language } from "@/i18n";
import { makeApi, type Api } from "@/live/client";
import { failureOf, type ReadFailure } from "@/live/failure";
import { LiveProvider } from "@/live/LiveProvider";
import { ServerClock } from "@/ui/clock";
import { actingEnterprise, setActingEnterprise } from "./acting";
import { MfaPromptProvider } from "./MfaPrompt";

export type Viewer = ViewerQuery["viewer"];

type Phase =
  | { name: "loading" }
  | { name: "anonymous" }
  | { name: "failed"; failure: ReadFailure }
  | { name: "ready"; viewer: Viewer; clockAhead: number };

export type SessionValue = {
  phase: Phase;
  /** Reads who is signed in anew (after sign-in, second factor, change of rights). */
  reload: () => Promise<void>;
  /** Acts for another enterprise from now on: new rights, new cache, new socket. */
  actFor: (enterpriseId: string) => void;
  /** The session ended: forget everything it showed. */
  forget: () => void;
};

const SessionContext = createContext<SessionValue | null>(null);

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error("outside of SessionProvider");
  return value;
}

/** The signed-in person and enterprise; only below the signed-in part of the router. */
export function useViewer(): Viewer {
  const { phase } = useSession();
  if (phase.name !== "ready") throw new Error("nobody is signed in");
  return phase.viewer;
}

export function useCan(permission: Permission): boolean {
  return useViewer().permissions.includes(permission);
}

async function readViewer(api: Api): Promise<Phase> {
  const result = await api.client.query(ViewerDocument, {}, { requestPolicy: "network-only" }).toPromise();
  const failure = failureOf(result.error);
  if (failure?.unauthenticated) return { name: "anonymous" };
  if (failure || !result.data) return { name: "failed", failure: failure ?? { message: "" } };
  const viewer = result.data.viewer;
  return { name: "ready", viewer, clockAhead: Date.parse(viewer.serverTime) - Date.now() };
}

export function SessionProvider({ language, children }: { language: Language; children: ReactNode }) {
  const [acting, setActing] = useState(actingEnterprise);
  const [round, setRound] = useState(0);
  const [phase, setPhase] = useState<Phase>({ name: "loading" });

  // A new round gives a new, empty cache: nothing of one session is ever shown in the next.
  const api = useMemo(
    () => makeApi({ acting, language, onSessionOver: () => setPhase({ name: "anonymous" }) }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [acting, language, round],
  );

  useEffect(() => {
    let current = true;
    void readViewer(api).then((next) => current && setPhase(next));
    return () => {
      current = false;
      api.socket.dispose();
    };
  }, [api]);

  const reload = useCallback(async () => setPhase(await readViewer(api)), [api]);
  const actFor = useCallback((enterpriseId: string) => {
    setActingEnterprise(enterpriseId);
    // Nothing of the enterprise just left stays on screen while the other one is read.
    setPhase({ name: "loading" });
    setActing(enterpriseId);
  }, []);
  const forget = useCallback(() => {
    setActingEnterprise(null);
    setActing(null);
    setPhase({ name: "anonymous" });
    setRound((count) => count + 1);
  }, []);

  const value = useMemo(() => ({ phase, reload, actFor, forget }), [phase, reload, actFor, forget]);
  const ready = phase.name === "ready";
  return (
    <SessionContext.Provider value={value}>
      <UrqlProvider value={api.client}>
        <ServerClock value={ready ? phase.clockAhead : 0}>
          <MfaPromptProvider>{ready ? <LiveProvider api={api}>{children}</LiveProvider> : children}</MfaPromptProvider>
        </ServerClock>
      </UrqlProvider>
    </SessionContext.Provider>
  );
}
