import { describe, expect, it } from "vitest";
import { activeParts, cleared, NO_FILTER, readFilter, serverFilter, withoutPart, writeFilter, type BookFilter } from "./filter";

const full: BookFilter = {
  tab: "LATE", order: "AMOUNT_DESC", partners: ["a", "b"], statuses: ["SENT"], categories: ["电驱"], requestedFrom: "2026-11-16",
  requestedTo: "2026-12-13", promisedFrom: "", promisedTo: "2026-12-20", search: "PO-2611 & more", late: true, answerOverdue: false, needsMyAnswer: true,
};

describe("order book filter", () => {
  it("comes back from the address as it was written", () => {
    expect(readFilter(new URLSearchParams(writeFilter(full).toString()))).toEqual(full);
    expect(readFilter(new URLSearchParams())).toEqual(NO_FILTER);
    expect(writeFilter(NO_FILTER).toString()).toBe("");
  });

  it("leaves aside what is no tab and no day", () => {
    const read = readFilter(new URLSearchParams("tab=NONSENSE&from=yesterday"));
    expect(read).toEqual(NO_FILTER);
  });

  it("asks the server only for what is set", () => {
    expect(serverFilter(NO_FILTER)).toEqual({ tab: "OPEN" });
    expect(serverFilter(full, false)).not.toHaveProperty("tab");
    expect(serverFilter(full)).toMatchObject({ tab: "LATE", partnerIds: ["a", "b"], late: true, promisedTo: "2026-12-20" });
    expect(serverFilter(full)).not.toHaveProperty("promisedFrom");
  });

  it("counts a range as one condition and takes it off whole", () => {
    expect(activeParts(full)).toEqual(["partners", "statuses", "requested", "promised", "categories", "search", "late", "needsMyAnswer"]);
    expect(withoutPart(full, "requested")).toMatchObject({ requestedFrom: "", requestedTo: "", promisedTo: "2026-12-20" });
    expect(activeParts(cleared(full))).toEqual([]);
    expect(cleared(full)).toMatchObject({ tab: "LATE", order: "AMOUNT_DESC" });
  });
});
