import { describe, expect, it } from "vitest";
import type { GraphLinkFragment, GraphNodeFragment } from "@/graphql/chain/graphql";
import { layoutOf, neighbourOf } from "./layout";

function node(id: string, tier: number): GraphNodeFragment {
  return {
    id, tier, kind: "NAMED", name: id, nameEn: id, category: "", province: "", cities: [], count: 1, isSingleSource: false, loop: null,
    partnershipId: null, asOf: "2026-01-01T00:00:00Z", ageHours: 1, isStale: false, sharedBy: [],
  };
}

function link(buyerId: string, supplierId: string): GraphLinkFragment {
  return { buyerId, supplierId, isSingleSource: false, goods: [] };
}

const nodes = [node("me", 0), node("a", 1), node("b", 1), node("x", 2), node("y", 2), node("customer", -1)];
const links = [link("me", "a"), link("me", "b"), link("a", "y"), link("b", "x"), link("customer", "me")];

describe("layoutOf", () => {
  const layout = layoutOf(nodes, links, 1000);

  it("puts far upstream at the left and buyers at the right", () => {
    expect(layout.columns.map((column) => column.tier)).toEqual([2, 1, 0, -1]);
    const xs = layout.columns.map((column) => column.x);
    expect([...xs].sort((a, b) => a - b)).toEqual(xs);
  });

  it("orders a column by where its buyers stand", () => {
    expect(layout.columns[0]?.nodes.map((placed) => placed.node.id)).toEqual(["y", "x"]);
  });

  it("stays wide enough to be read where there is little room", () => {
    expect(layoutOf(nodes, links, 100).width).toBeGreaterThan(3 * 180);
  });

  it("draws one node alone", () => {
    expect(layoutOf([node("me", 0)], [], 800)).toMatchObject({ columns: [{ tier: 0 }] });
  });
});

describe("neighbourOf", () => {
  const layout = layoutOf(nodes, links, 1000);

  it("walks along a column and across", () => {
    expect(neighbourOf(layout, "a", "ArrowDown")).toBe("b");
    expect(neighbourOf(layout, "b", "ArrowDown")).toBe("b");
    expect(neighbourOf(layout, "a", "ArrowLeft")).toBe("y");
    expect(neighbourOf(layout, "me", "ArrowRight")).toBe("customer");
  });

  it("begins somewhere", () => {
    expect(neighbourOf(layout, null, "ArrowDown")).toBe("customer");
  });
});
