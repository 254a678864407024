import { describe, expect, it } from "vitest";
import { pagesAfter, type PagesState } from "./usePages";

type Page = { name: string };
const empty: PagesState<Page> = { pages: [], failure: null, waiting: true, readAt: null };
const loaded: PagesState<Page> = {
  pages: [{ cursor: null, data: { name: "one" } }, { cursor: "c1", data: { name: "two" } }], failure: null, waiting: false, readAt: 1,
};

describe("pages of a list", () => {
  it("fills the page that was asked for", () => {
    const asked = pagesAfter(empty, { type: "asked", page: 0, cursor: null });
    expect(asked.waiting).toBe(true);
    const came = pagesAfter(asked, { type: "came", page: 0, data: { name: "one" }, final: true, at: 7 });
    expect(came).toMatchObject({ waiting: false, readAt: 7, pages: [{ cursor: null, data: { name: "one" } }] });
  });

  it("keeps what is shown while the first page is read anew, and drops the later pages with the answer", () => {
    const asked = pagesAfter(loaded, { type: "asked", page: 0, cursor: null });
    expect(asked.pages).toHaveLength(2);
    const stale = pagesAfter(asked, { type: "came", page: 0, data: { name: "one" }, final: false, at: 8 });
    expect(stale.pages).toHaveLength(2);
    expect(pagesAfter(stale, { type: "came", page: 0, data: { name: "new" }, final: true, at: 9 }).pages).toEqual([{ cursor: null, data: { name: "new" } }]);
  });

  it("takes a live change of an older page without losing the others", () => {
    const changed = pagesAfter(loaded, { type: "came", page: 0, data: { name: "moved" }, final: true, at: 9 });
    expect(changed.pages.map((page) => page.data?.name)).toEqual(["moved", "two"]);
  });

  it("keeps the rows when a further read fails", () => {
    const failed = pagesAfter(loaded, { type: "failed", failure: { message: "no answer" } });
    expect(failed.pages).toHaveLength(2);
    expect(failed.failure?.message).toBe("no answer");
  });
});
