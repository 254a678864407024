/** The order book's filter as it stands in the address: a page that is sent to a colleague opens the same. */
import type { OrderBookTab, ScheduleLineFilter, ScheduleLineOrder, ScheduleLineStatus } from "@/graphql/orders/graphql";

export const TABS = ["OPEN", "UNCONFIRMED", "CHANGING", "DUE_THIS_WEEK", "LATE", "IN_TRANSIT", "DONE", "ALL"] as const satisfies readonly OrderBookTab[];
export const DEFAULT_ORDER: ScheduleLineOrder = "REQUESTED_DATE_ASC";

/** The parts of the filter a person can set beside the tab. Empty means no condition. */
export type BookFilter = {
  tab: OrderBookTab;
  order: ScheduleLineOrder;
  partners: string[];
  statuses: ScheduleLineStatus[];
  categories: string[];
  requestedFrom: string;
  requestedTo: string;
  promisedFrom: string;
  promisedTo: string;
  search: string;
  late: boolean;
  answerOverdue: boolean;
  needsMyAnswer: boolean;
};

export const NO_FILTER: BookFilter = {
  tab: "OPEN", order: DEFAULT_ORDER, partners: [], statuses: [], categories: [], requestedFrom: "", requestedTo: "",
  promisedFrom: "", promisedTo: "", search: "", late: false, answerOverdue: false, needsMyAnswer: false,
};

const NAMES = {
  partners: "partner", statuses: "status", categories: "category", requestedFrom: "from", requestedTo: "to",
  promisedFrom: "pfrom", promisedTo: "pto", search: "q", late: "late", answerOverdue: "overdue", needsMyAnswer: "mine",
} as const;

/** Reads the address; what is not understood is left aside. */
export function readFilter(address: URLSearchParams): BookFilter {
  const list = (name: string) => address.get(name)?.split(",").filter(Boolean) ?? [];
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(address.get(name) ?? "") ? address.get(name) ?? "" : "");
  const tab = TABS.find((one) => one === address.get("tab")) ?? NO_FILTER.tab;
  return {
    tab,
    order: (address.get("order") as ScheduleLineOrder | null) ?? DEFAULT_ORDER,
    partners: list(NAMES.partners),
    statuses: list(NAMES.statuses) as ScheduleLineStatus[],
    categories: list(NAMES.categories),
    requestedFrom: day(NAMES.requestedFrom),
    requestedTo: day(NAMES.requestedTo),
    promisedFrom: day(NAMES.promisedFrom),
    promisedTo: day(NAMES.promisedTo),
    search: address.get(NAMES.search) ?? "",
    late: address.has(NAMES.late),
    answerOverdue: address.has(NAMES.answerOverdue),
    needsMyAnswer: address.has(NAMES.needsMyAnswer),
  };
}

/** Writes the address; what has no condition is not in it. */
export function writeFilter(filter: BookFilter): URLSearchParams {
  const address = new URLSearchParams();
  if (filter.tab !== NO_FILTER.tab) address.set("tab", filter.tab);
  if (filter.order !== DEFAULT_ORDER) address.set("order", filter.order);
  for (const [part, name] of Object.entries(NAMES)) {
    const value = filter[part as keyof typeof NAMES];
    if (Array.isArray(value) && value.length > 0) address.set(name, value.join(","));
    if (typeof value === "string" && value) address.set(name, value);
    if (value === true) address.set(name, "1");
  }
  return address;
}

/** The same conditions in the server's words; the tab is left out where the counts of all tabs are asked. */
export function serverFilter(filter: BookFilter, withTab = true): ScheduleLineFilter {
  const answer: ScheduleLineFilter = {};
  if (withTab) answer.tab = filter.tab;
  if (filter.partners.length > 0) answer.partnerIds = filter.partners;
  if (filter.statuses.length > 0) answer.statuses = filter.statuses;
  if (filter.categories.length > 0) answer.categories = filter.categories;
  if (filter.requestedFrom) answer.requestedFrom = filter.requestedFrom;
  if (filter.requestedTo) answer.requestedTo = filter.requestedTo;
  if (filter.promisedFrom) answer.promisedFrom = filter.promisedFrom;
  if (filter.promisedTo) answer.promisedTo = filter.promisedTo;
  if (filter.search) answer.search = filter.search;
  if (filter.late) answer.late = true;
  if (filter.answerOverdue) answer.answerOverdue = true;
  if (filter.needsMyAnswer) answer.needsMyAnswer = true;
  return answer;
}

/** One pill per condition: a date range is one condition. */
export type FilterPart = "partners" | "statuses" | "categories" | "requested" | "promised" | "search" | "late" | "answerOverdue" | "needsMyAnswer";

export function activeParts(filter: BookFilter): FilterPart[] {
  const parts: FilterPart[] = [];
  if (filter.partners.length > 0) parts.push("partners");
  if (filter.statuses.length > 0) parts.push("statuses");
  if (filter.requestedFrom || filter.requestedTo) parts.push("requested");
  if (filter.promisedFrom || filter.promisedTo) parts.push("promised");
  if (filter.categories.length > 0) parts.push("categories");
  if (filter.search) parts.push("search");
  for (const flag of ["late", "answerOverdue", "needsMyAnswer"] as const) if (filter[flag]) parts.push(flag);
  return parts;
}

export function withoutPart(filter: BookFilter, part: FilterPart): BookFilter {
  if (part === "requested") return { ...filter, requestedFrom: "", requestedTo: "" };
  if (part === "promised") return { ...filter, promisedFrom: "", promisedTo: "" };
  return { ...filter, [part]: NO_FILTER[part] };
}

/** Takes every condition off but keeps tab and order. */
export function cleared(filter: BookFilter): BookFilter {
  return { ...NO_FILTER, tab: filter.tab, order: filter.order };
}
