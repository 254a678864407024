import { useAct } from "@/session/useAct";
import { MarkNoticesReadDocument } from "@/graphql/shell/graphql";

/** Marks the given notices read, or all of them; then reads the counts anew. */
export function useMarkRead(after: () => void): (ids?: string[]) => void {
  const [mark] = useAct(MarkNoticesReadDocument, (data) => data.notificationsMarkRead);
  return (ids) => void mark({ ids }).then((answer) => answer.ok && after());
}
