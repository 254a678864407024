/** A surface that opens below its button; small enough for the frame of every page. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon, type IconName } from "./icons";

type PopProps = {
  /** Draws the button; spread `props` on it. */
  button: (props: { onClick: () => void; "aria-expanded": boolean; "aria-haspopup": "dialog" | "menu" }) => ReactNode;
  children: (close: () => void) => ReactNode;
  align?: "left" | "right";
  kind?: "dialog" | "menu";
  label: string;
};

/** Closes on a click outside, on Escape, and when the focus leaves. */
export function Pop({ button, children, align = "right", kind = "dialog", label }: PopProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    const escape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      place.current?.querySelector("button")?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [open]);

  return (
    <div ref={place} className="pop-place">
      {button({ onClick: () => setOpen(!open), "aria-expanded": open, "aria-haspopup": kind })}
      {open && <div className={`pop pop-below ${align}`} role={kind} aria-label={label}>{children(close)}</div>}
    </div>
  );
}

export type MenuItem = { key: string; label: ReactNode; icon?: IconName; chosen?: boolean; onChoose: () => void } | { key: string; divider: true };

/** The items of a menu inside a Pop; arrow keys move along them. */
export function MenuList({ items, onClose }: { items: MenuItem[]; onClose: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.querySelector("button")?.focus();
  }, []);
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(place.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div ref={place} className="menu-list" role="presentation" onKeyDown={onKey}>
      {items.map((item) => "divider" in item ? <hr key={item.key} /> : (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={item.chosen ? "chosen" : ""}
          aria-current={item.chosen}
          onClick={() => {
            onClose();
            item.onChoose();
          }}
        >
          {item.icon && <Icon name={item.icon} size="s" />}
          {item.label}
        </button>
      ))}
    </div>
  );
}
