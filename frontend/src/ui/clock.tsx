import { createContext, useContext, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "@/i18n";

/** Milliseconds the server's clock is ahead of this device's. */
const ServerOffset = createContext(0);
export const ServerClock = ServerOffset.Provider;

// Two beats shared by all components: ages tick each second, deadlines each half minute.
function makeBeat(period: number) {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = Date.now();
    listeners.forEach((listener) => listener());
  };
  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      timer ??= setInterval(tick, period);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
    read() {
      if (!timer) now = Math.floor(Date.now() / period) * period;
      return now;
    },
  };
}

const second = makeBeat(1_000);
const halfMinute = makeBeat(30_000);

/** This device's clock in ms; for the age of things this device noticed itself. */
export function useDeviceClock(each: "second" | "half-minute" = "half-minute"): number {
  const beat = each === "second" ? second : halfMinute;
  return useSyncExternalStore(beat.subscribe, beat.read);
}

/** The server's present instant; redraws twice a minute, or each second where an age is shown. */
export function useNow(each: "second" | "half-minute" = "half-minute"): Date {
  return new Date(useDeviceClock(each) + useContext(ServerOffset));
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === "en" ? "en" : "zh";
}

/** Picks the name in the reader's language; falls back to the other where one is empty. */
export function useNamed(): (zh: string, en: string) => string {
  const language = useLanguage();
  return (zh, en) => (language === "en" ? en || zh : zh || en);
}
