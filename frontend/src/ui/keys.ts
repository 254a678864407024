import { useEffect, useRef } from "react";

const SWITCH = "lianwang.keys";

/** Single-letter keys can be turned off (WCAG 2.1.4); keys with ⌘ or Ctrl always work. */
export function letterKeysOn(): boolean {
  return localStorage.getItem(SWITCH) !== "off";
}

export function setLetterKeys(on: boolean): void {
  localStorage.setItem(SWITCH, on ? "on" : "off");
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== "checkbox";
}

/** `mod+k`, `shift+ArrowDown`, `j`, `g o` is two strokes and handled by the caller. */
export function strokeOf(event: Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "shiftKey" | "altKey">): string {
  const letter = event.key.length === 1;
  const parts = [];
  if (event.metaKey || event.ctrlKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  if (event.shiftKey && !letter) parts.push("shift");
  parts.push(letter ? event.key.toLowerCase() : event.key);
  return parts.join("+");
}

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

/** Page-wide keys; those without ⌘ or Ctrl rest while a field has the focus or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts, active = true): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      const stroke = strokeOf(event);
      const act = latest.current[stroke];
      if (!act || event.defaultPrevented) return;
      const plain = !stroke.startsWith("mod+");
      if (plain && (isTyping(event.target) || document.querySelector(".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open"))) return;
      if (plain && event.key.length === 1 && !letterKeysOn()) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [active]);
}
