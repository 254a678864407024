import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useClient, type Client } from "urql";
import { useSecondFactor } from "@/session/MfaPrompt";
import { useViewer } from "@/session/SessionProvider";
import { deliver } from "./deliver";
import { Outbox, type OutboxState } from "./outbox";

// One outbox per client: a client belongs to one person acting for one enterprise.
const outboxes = new WeakMap<Client, Outbox>();

function outboxFor(client: Client, owner: string, askSecondFactor: () => Promise<boolean>): Outbox {
  const known = outboxes.get(client);
  if (known) return known;
  const made = new Outbox(owner, (act) => deliver(client, act, askSecondFactor), localStorage);
  outboxes.set(client, made);
  return made;
}

/** The acts that wait to be sent, and what came of the last ones; sends again when the network is back. */
export function useOutbox(): OutboxState & { outbox: Outbox } {
  const client = useClient();
  const { person, enterprise } = useViewer();
  const askSecondFactor = useSecondFactor();
  const outbox = useMemo(
    () => outboxFor(client, `${person.id}:${enterprise.id}`, askSecondFactor),
    [client, person.id, enterprise.id, askSecondFactor],
  );
  useEffect(() => {
    const flush = () => void outbox.flush();
    window.addEventListener("online", flush);
    return () => window.removeEventListener("online", flush);
  }, [outbox]);
  const state = useSyncExternalStore(outbox.subscribe, outbox.read);
  return useMemo(() => ({ ...state, outbox }), [state, outbox]);
}
