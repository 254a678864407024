import type { ReactNode, SVGProps } from "react";

/** Outlines on a 16 px grid, stroked in the text colour. */
const shapes = {
  sun: <><circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1"/></>,
  alert: <><path d="M8 2 14.3 13.3H1.7zM8 6.3v3.2"/><path d="M8 11.4v.1" strokeWidth="2"/></>,
  clock: <><circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.8"/></>,
  check: <><path d="m3 8.5 3.2 3.2L13 4.8"/></>,
  truck: <><path d="M1.5 3.8h8v7.4h-8zM9.5 6.2h3l2 2.6v2.4h-5"/><circle cx="4.3" cy="11.8" r="1.5"/><circle cx="11.7" cy="11.8" r="1.5"/></>,
  arrows: <><path d="M2.5 5.5h10L10 3M13.5 10.5h-10L6 13"/></>,
  eye: <><path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="1.9"/></>,
  pen: <><path d="M3 13l.6-3L10.5 3l2.5 2.5-7 7zM9 4.5 11.5 7"/></>,
  send: <><path d="m2 8 12-5.5L10.5 14 8 9z"/></>,
  half: <><circle cx="8" cy="8" r="6"/><path d="M8 2v12a6 6 0 0 0 0-12z" fill="currentColor"/></>,
  cross: <><path d="m4 4 8 8M12 4l-8 8"/></>,
  factory: <><path d="M2 14V7l4 2.5V7l4 2.5V3h3.5v11z"/></>,
  box: <><path d="m8 1.8 5.7 3v6.4L8 14.2l-5.7-3V4.8zM2.5 5 8 8l5.5-3M8 8v6"/></>,
  flask: <><path d="M6 2h4M6.7 2v4.5L2.8 13h10.4L9.3 6.5V2M5 10h6"/></>,
  yuan: <><circle cx="8" cy="8" r="6"/><path d="M5.6 4.6 8 7.6l2.4-3M8 7.6v4M5.8 8h4.4M5.8 10h4.4"/></>,
  lock: <><path d="M3.5 7.2h9v6.3h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2"/></>,
  ban: <><circle cx="8" cy="8" r="6"/><path d="m3.8 3.8 8.4 8.4"/></>,
  offline: <><path d="M2 2l12 12M1.5 6.5A10 10 0 0 1 5 4.3M14.5 6.5A10 10 0 0 0 8 3.5M4 9a6 6 0 0 1 2.5-1.6M12 9l-.9-.7M8 12.4v.1"/></>,
  info: <><circle cx="8" cy="8" r="6"/><path d="M8 7.3v4"/><path d="M8 4.8v.1" strokeWidth="2"/></>,
  plus: <><path d="M8 3v10M3 8h10"/></>,
  minus: <><path d="M3 8h10"/></>,
  calendar: <><path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.3 2v3M10.7 2v3"/></>,
  down: <><path d="m4 6 4 4 4-4"/></>,
  up: <><path d="m4 10 4-4 4 4"/></>,
  right: <><path d="m6 4 4 4-4 4"/></>,
  back: <><path d="M13 8H3.5M7.5 4 3.5 8l4 4"/></>,
  tasks: <><path d="M2.5 4.5 4 6l2.5-3M2.5 11 4 12.5 6.5 9.5M9 4.5h4.5M9 11h4.5"/></>,
  filter: <><path d="M2 3h12L9.5 8.2V13l-3-1.5V8.2z"/></>,
  search: <><circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3.5 3.5"/></>,
  help: <><circle cx="8" cy="8" r="6"/><path d="M6.2 6.3c.1-1.1.8-1.7 1.8-1.7s1.8.6 1.8 1.6c0 1.3-1.8 1.4-1.8 2.8"/><path d="M8 11.3v.1" strokeWidth="2"/></>,
  bell: <><path d="M4 11V7a4 4 0 0 1 8 0v4l1.2 1.4H2.8zM6.7 14h2.6"/></>,
  paper: <><path d="M4 1.8h5.5L12.5 5v9.2H4zM9.3 2v3.2h3M6 8.2h4.5M6 11h4.5"/></>,
  grid: <><path d="M2.5 2.5h11v11h-11zM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11"/></>,
  people: <><circle cx="6" cy="5.5" r="2.3"/><path d="M1.8 13c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4M10.5 3.4a2.2 2.2 0 0 1 0 4.2M12 9.4c1.3.6 2.1 1.8 2.3 3.6"/></>,
  person: <><circle cx="8" cy="5.3" r="2.7"/><path d="M2.8 13.7c.5-3 2.4-4.5 5.2-4.5s4.7 1.5 5.2 4.5"/></>,
  upload: <><path d="M8 10.7v-8M4.8 5.7 8 2.5l3.2 3.2M2.5 13.5h11"/></>,
  download: <><path d="M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M2.5 13.5h11"/></>,
  gear: <><circle cx="8" cy="8" r="2.2"/><path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4"/></>,
  columns: <><path d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10"/></>,
  density: <><path d="M2.5 3.5h11M2.5 6.5h11M2.5 9.5h11M2.5 12.5h11"/></>,
  more: <><path d="M3.5 8h.1M8 8h.1M12.5 8h.1" strokeWidth="2.4"/></>,
  share: <><circle cx="4" cy="8" r="2" /><circle cx="12" cy="3.5" r="2" /><circle cx="12" cy="12.5" r="2" /><path d="m5.8 7 4.4-2.5M5.8 9l4.4 2.5" /></>,
  link: <><path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l1-1"/></>,
  split: <><path d="M3 2.5v3c0 3 2.5 3.5 5 3.5M13 2.5v3c0 3-2.5 3.5-5 3.5v5"/></>,
  shield: <><path d="M8 1.8 13 3.6v4c0 3.3-2 5.4-5 6.6-3-1.2-5-3.3-5-6.6v-4z"/></>,
  pin: <><path d="M8 14s4.5-4.2 4.5-7.6a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14z"/><circle cx="8" cy="6.3" r="1.6"/></>,
  speech: <><path d="M2 3h12v8H7.5L4.5 13.8V11H2z"/></>,
  scan: <><path d="M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M4.5 8h7"/></>,
  table: <><path d="M3 2h10v12H3zM3 5.5h10M3 9h10M6.5 5.5V14"/></>,
  out: <><path d="M9 2.5h4.5V7M13.3 2.7 7.5 8.5M11.5 9.5v4h-9v-9h4"/></>,
  key: <><circle cx="5" cy="10.5" r="2.8"/><path d="m7 8.5 6-6M10.5 5l2 2"/></>,
  exit: <><path d="M9.5 2.5h4v11h-4M6.5 5 3.5 8l3 3M3.5 8h6.5"/></>,
  moon: <><path d="M13 9.8A5.6 5.6 0 0 1 6.2 3a5.6 5.6 0 1 0 6.8 6.8z"/></>,
  printer: <><path d="M4.5 6V2.3h7V6M4.5 11.5H2.3V6h11.4v5.5h-2.2M4.5 9.3h7v4.4h-7z"/></>,
  bin: <><path d="M3 4.5h10M6.2 4.5V2.5h3.6v2M4.3 4.5l.6 9h6.2l.6-9"/></>,
  undo: <><path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M5.8 3.5 2.8 6.5l3 3"/></>,
  image: <><path d="M2.5 3h11v10h-11z"/><path d="m3 11.5 3-3.3 2.3 2.3 2-2 2.7 3"/><circle cx="10.6" cy="5.8" r="1"/></>,
  shop: <><path d="M2.5 6.5 4 2.5h8l1.5 4M2.5 6.5v7h11v-7M2.5 6.5h11M6.5 13.5v-4h3v4"/></>,
  phone: <><path d="M3 2.5h3l1.2 3.2-1.7 1.2a8 8 0 0 0 3.6 3.6l1.2-1.7 3.2 1.2v3C7.5 14 2 8.5 3 2.5z"/></>,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

type IconProps = Omit<SVGProps<SVGSVGElement>, "name"> & {
  name: IconName;
  /** xs 12, s 14, m 16 (default), l 20 px. */
  size?: "xs" | "s" | "m" | "l";
  /** Give it only where no word stands beside the icon. */
  label?: string;
};

export function Icon({ name, size = "m", label, className = "", ...rest }: IconProps) {
  return (
    <svg
      className={`icon ${size === "m" ? "" : size} ${className}`}
      viewBox="0 0 16 16"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      {...rest}
    >
      {shapes[name]}
    </svg>
  );
}
