import { useSearchParams } from "react-router";

/** The state of a list stands in its address: a link to it shows the same rows. An empty value leaves the address. */
export function useListAddress() {
  const [search, setSearch] = useSearchParams();
  const set = (key: string, value: string) => {
    // What the address says by now: a set from an earlier drawing would take back what was set since.
    const next = new URLSearchParams(window.location.search);
    if (value) next.set(key, value);
    else next.delete(key);
    setSearch(next, { replace: true });
  };
  return { search, set, clear: () => setSearch({}, { replace: true }) };
}
