/**
 * What is shown to whom. Never a security boundary: the server decides, this only keeps people from
 * meeting doors that would not open.
 */
import type { NavigationCountsQuery, Permission } from "@/graphql/shell/graphql";
import type { IconName } from "@/ui/icons";

type Counts = NavigationCountsQuery["navigationCounts"];

export type MenuEntry = {
  /** Also the message key `menu.<key>` of the shell. */
  key: string;
  path: string;
  icon: IconName;
  group: "work" | "partners" | "figures" | "tools" | "bottom";
  /** Any of these opens it; none means everybody. */
  permissions: Permission[];
  count?: keyof Counts;
  /** The count is red: harm may fall today. */
  hot?: boolean;
};

const MENU: MenuEntry[] = [
  { key: "worklist", path: "/", icon: "tasks", group: "work", permissions: ["ORDER_READ", "ASN_READ", "RECEIPT_READ"], count: "worklist", hot: true },
  { key: "confirm", path: "/confirm", icon: "check", group: "work", permissions: ["ORDER_ANSWER"], count: "toConfirm" },
  { key: "orders", path: "/orders", icon: "paper", group: "work", permissions: ["ORDER_READ"], count: "openScheduleLines" },
  { key: "planning", path: "/planning", icon: "grid", group: "work", permissions: ["PLAN_READ"] },
  { key: "forecast", path: "/forecast", icon: "table", group: "work", permissions: ["FORECAST_READ"] },
  { key: "replenishment", path: "/replenishment", icon: "arrows", group: "work", permissions: ["REPLENISHMENT_READ"] },
  { key: "shipping", path: "/shipping", icon: "calendar", group: "work", permissions: ["ASN_WRITE"], count: "toShip" },
  { key: "asns", path: "/asns", icon: "truck", group: "work", permissions: ["ASN_READ"], count: "inTransit" },
  { key: "receipts", path: "/receipts", icon: "box", group: "work", permissions: ["RECEIPT_READ"], count: "toReceive" },
  { key: "directory", path: "/directory", icon: "people", group: "partners", permissions: ["PARTNERSHIP_READ", "DIRECTORY_READ"] },
  { key: "chainGraph", path: "/chain-graph", icon: "share", group: "partners", permissions: ["SHARED_READ", "SHARING_READ"] },
  { key: "items", path: "/items", icon: "grid", group: "partners", permissions: ["ITEM_READ"] },
  { key: "partnerFigures", path: "/partner-figures", icon: "eye", group: "partners", permissions: ["SHARED_READ"] },
  { key: "questions", path: "/questions", icon: "speech", group: "partners", permissions: ["QUESTION_ASK"] },
  { key: "receivedQuestions", path: "/questions/received", icon: "tasks", group: "partners", permissions: ["QUESTION_ANSWER"] },
  { key: "market", path: "/market", icon: "arrows", group: "partners", permissions: ["MARKET_READ"] },
  { key: "stock", path: "/stock", icon: "box", group: "figures", permissions: ["INVENTORY_WRITE"] },
  { key: "capacity", path: "/capacity", icon: "table", group: "figures", permissions: ["CAPACITY_WRITE"] },
  { key: "production", path: "/production", icon: "factory", group: "figures", permissions: ["CAPACITY_WRITE"] },
  { key: "sharing", path: "/sharing", icon: "link", group: "figures", permissions: ["SHARING_WRITE"] },
  { key: "readings", path: "/readings", icon: "clock", group: "figures", permissions: ["SHARING_READ"] },
  { key: "imports", path: "/imports", icon: "upload", group: "tools", permissions: ["IMPORT_RUN", "EXPORT_RUN"] },
  { key: "integration", path: "/integration", icon: "link", group: "tools", permissions: ["TOKEN_MANAGE"] },
  { key: "audit", path: "/audit", icon: "shield", group: "tools", permissions: ["AUDIT_READ"] },
  { key: "settings", path: "/settings", icon: "gear", group: "bottom", permissions: [] },
];

export function mayOpen(needed: readonly Permission[], held: readonly Permission[]): boolean {
  return needed.length === 0 || needed.some((permission) => held.includes(permission));
}

/** The menu of a person, first item first. */
export function menuFor(held: readonly Permission[]): MenuEntry[] {
  return MENU.filter((entry) => mayOpen(entry.permissions, held));
}

const PHONE_FIRST = ["confirm", "shipping", "worklist", "forecast", "orders", "asns", "receipts", "directory", "audit"];

/** At most five entries fit a phone's bar; the last is always the person's own page. */
export function phoneMenuFor(held: readonly Permission[]): MenuEntry[] {
  const menu = menuFor(held);
  const first = PHONE_FIRST.flatMap((key) => menu.filter((entry) => entry.key === key)).slice(0, 4);
  return [...first, ...menu.filter((entry) => entry.key === "settings")];
}

/** The page that opens after signing in. */
export function homeFor(held: readonly Permission[]): string {
  return menuFor(held)[0]?.path ?? "/settings";
}
