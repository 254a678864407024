import { useState } from "react";
import { send, type Answer } from "./send";

/** Sends what was typed; `wrong` tells whether the variables are no JSON or no answer came. */
export function useAsk() {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [wrong, setWrong] = useState<"variables" | "network" | null>(null);
  const ask = async (text: string, variables: string) => {
    let given: unknown;
    try {
      given = JSON.parse(variables.trim() || "{}");
    } catch {
      setWrong("variables");
      return;
    }
    setBusy(true);
    setWrong(null);
    try {
      setAnswer(await send(text, given));
    } catch {
      setWrong("network");
    } finally {
      setBusy(false);
    }
  };
  return { ask, busy, answer, wrong };
}
