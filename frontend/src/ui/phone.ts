import { useSyncExternalStore } from "react";

const query = () => window.matchMedia("(max-width: 767px)");

/** True below 768 px, where lists become cards. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = query();
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => query().matches,
  );
}
