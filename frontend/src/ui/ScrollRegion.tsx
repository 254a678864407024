import type { ReactNode } from "react";

/** A table wider than its place: it scrolls sideways by itself, by keyboard too. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // What scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll-region" role="region" aria-label={label} tabIndex={0}>{children}</div>
  );
}
