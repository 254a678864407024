import { describe, expect, it } from "vitest";
import { homeFor, mayOpen, menuFor, phoneMenuFor } from "./access";
import type { Permission } from "@/graphql/shell/graphql";

const supplier: Permission[] = ["ORDER_READ", "ORDER_ANSWER", "ASN_WRITE", "ASN_READ", "RECEIPT_READ", "PARTNERSHIP_READ", "NOTIFICATION_READ"];
const auditor: Permission[] = ["AUDIT_READ"];
const keys = (entries: { key: string }[]) => entries.map((entry) => entry.key);

describe("access", () => {
  it("opens a door with any of its permissions, and doors without one to everybody", () => {
    expect(mayOpen(["ORDER_READ", "ASN_READ"], ["ASN_READ"])).toBe(true);
    expect(mayOpen(["ORDER_READ"], ["ASN_READ"])).toBe(false);
    expect(mayOpen([], [])).toBe(true);
  });

  it("shows a supplier what is to confirm and to ship, and nothing of the auditor's", () => {
    expect(keys(menuFor(supplier))).toEqual(expect.arrayContaining(["confirm", "shipping", "orders"]));
    expect(keys(menuFor(supplier))).not.toContain("audit");
  });

  it("gives an auditor no business pages", () => {
    expect(keys(menuFor(auditor))).toEqual(["audit", "settings"]);
    expect(homeFor(auditor)).toBe("/audit");
  });

  it("never puts more than five entries on a phone, the last being the person's own", () => {
    for (const held of [supplier, auditor, []]) {
      const bar = phoneMenuFor(held);
      expect(bar.length).toBeLessThanOrEqual(5);
      expect(bar.at(-1)?.key).toBe("settings");
    }
    expect(phoneMenuFor(supplier)[0]?.key).toBe("confirm");
  });
});
