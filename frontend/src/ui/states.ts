import type { IconName } from "./icons";

export type Tone = "danger" | "warn" | "ok" | "info" | "nego" | "neut";
export type StateLook = { icon: IconName; tone: Tone };

/** Schedule line, line and order share one vocabulary. */
export const SCHEDULE_LINE_LOOKS = {
  DRAFT: { icon: "pen", tone: "neut" },
  SENT: { icon: "send", tone: "neut" },
  SEEN: { icon: "eye", tone: "neut" },
  CONFIRMED: { icon: "check", tone: "info" },
  PART_CONFIRMED: { icon: "half", tone: "warn" },
  BACKORDERED: { icon: "clock", tone: "warn" },
  COUNTERED: { icon: "arrows", tone: "nego" },
  REJECTED: { icon: "cross", tone: "danger" },
  IN_PRODUCTION: { icon: "factory", tone: "info" },
  SHIPPED: { icon: "truck", tone: "info" },
  RECEIVED: { icon: "box", tone: "ok" },
  INSPECTED: { icon: "flask", tone: "ok" },
  SETTLED: { icon: "yuan", tone: "ok" },
  CLOSED: { icon: "lock", tone: "neut" },
  CANCELLED: { icon: "ban", tone: "neut" },
} satisfies Record<string, StateLook>;

export const ASN_LOOKS = {
  PLANNED: { icon: "pen", tone: "neut" },
  PACKED: { icon: "box", tone: "info" },
  DEPARTED: { icon: "truck", tone: "info" },
  ARRIVED: { icon: "pin", tone: "info" },
  RECEIVED: { icon: "box", tone: "ok" },
  CANCELLED: { icon: "ban", tone: "neut" },
} satisfies Record<string, StateLook>;

export const PARTNERSHIP_LOOKS = {
  INVITED: { icon: "send", tone: "neut" },
  APPLYING: { icon: "pen", tone: "neut" },
  UNDER_REVIEW: { icon: "eye", tone: "info" },
  ACTIVE: { icon: "check", tone: "ok" },
  SUSPENDED: { icon: "clock", tone: "warn" },
  ENDED: { icon: "lock", tone: "neut" },
  REJECTED: { icon: "cross", tone: "danger" },
} satisfies Record<string, StateLook>;

export const PROPOSAL_LOOKS = {
  OPEN: { icon: "arrows", tone: "nego" },
  ACCEPTED: { icon: "check", tone: "ok" },
  DECLINED: { icon: "cross", tone: "danger" },
  EXPIRED: { icon: "clock", tone: "neut" },
  WITHDRAWN: { icon: "undo", tone: "neut" },
  SUPERSEDED: { icon: "lock", tone: "neut" },
} satisfies Record<string, StateLook>;

export const IMPORT_LOOKS = {
  READING: { icon: "clock", tone: "info" },
  MAPPING: { icon: "columns", tone: "warn" },
  CHECKING: { icon: "clock", tone: "info" },
  READY: { icon: "eye", tone: "warn" },
  IMPORTING: { icon: "upload", tone: "info" },
  DONE: { icon: "check", tone: "ok" },
  FAILED: { icon: "alert", tone: "danger" },
  ABORTED: { icon: "ban", tone: "neut" },
} satisfies Record<string, StateLook>;

/** The families a chip can show; the words are `state.<family>.<value>` in the catalogue. */
export const STATE_LOOKS = {
  line: SCHEDULE_LINE_LOOKS,
  asn: ASN_LOOKS,
  partnership: PARTNERSHIP_LOOKS,
  proposal: PROPOSAL_LOOKS,
  import: IMPORT_LOOKS,
} satisfies Record<string, Record<string, StateLook>>;

export type StateFamily = keyof typeof STATE_LOOKS;
