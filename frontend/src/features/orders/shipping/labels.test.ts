import { describe, expect, it } from "vitest";
import { labelsOf } from "./labels";

describe("labels of a notice", () => {
  it("prints one per package and numbers them through", () => {
    const labels = labelsOf([{ id: "a", packageCount: 2, sscc: "" }, { id: "b", packageCount: 1, sscc: "" }]);
    expect(labels.map((label) => [label.line.id, label.number, label.of])).toEqual([["a", 1, 3], ["a", 2, 3], ["b", 3, 3]]);
  });
  it("prints one for a unit that has a container code, whatever is inside", () => {
    expect(labelsOf([{ id: "a", packageCount: 6, sscc: "106141411234567897" }])).toHaveLength(1);
  });
  it("never leaves a lot without a label", () => expect(labelsOf([{ id: "a", packageCount: 0, sscc: "" }])).toHaveLength(1));
});
