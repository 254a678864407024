import { createContext, lazy, Suspense, useCallback, useContext, useRef, useState, type ReactNode } from "react";

/** Asks for the second factor; true once the server has accepted it, false when the person gave up. */
type Ask = () => Promise<boolean>;
const AskContext = createContext<Ask>(() => Promise.resolve(false));
const MfaDialog = lazy(() => import("./MfaDialog"));

export function useSecondFactor(): Ask {
  return useContext(AskContext);
}

/** One dialog for every act that needs the second factor; what was being done goes on afterwards. */
export function MfaPromptProvider({ children }: { children: ReactNode }) {
  const [round, setRound] = useState(0);
  const [open, setOpen] = useState(false);
  const settle = useRef<((given: boolean) => void) | null>(null);

  const ask = useCallback<Ask>(() => {
    settle.current?.(false);
    setRound((count) => count + 1);
    setOpen(true);
    return new Promise((resolve) => (settle.current = resolve));
  }, []);
  const close = (given: boolean) => {
    setOpen(false);
    settle.current?.(given);
    settle.current = null;
  };

  return (
    <AskContext.Provider value={ask}>
      {children}
      {round > 0 && <Suspense fallback={null}><MfaDialog key={round} open={open} onClose={close} /></Suspense>}
    </AskContext.Provider>
  );
}
