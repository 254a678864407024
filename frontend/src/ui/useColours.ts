import { useSyncExternalStore } from "react";
import tokens from "@/ui/tokens.json";

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** The colours of the theme that is shown: a canvas does not follow style sheets. */
export function useColours() {
  const theme = useSyncExternalStore(listen, () => document.documentElement.dataset.theme);
  return theme === "dark" ? tokens.dark : tokens.light;
}
