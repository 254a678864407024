import { useEffect, useRef } from "react";

const SOON = 300; // ms; several changes of one act are read once

/** Calls `refresh` a moment after the first of several changes, once for all of them. `also`: at once as well. */
export function useSoon(refresh: () => void): (also?: "now") => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return (also) => {
    if (also === "now" && timer.current === undefined) latest.current();
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SOON);
  };
}
