import { DeleteViewDocument, SavedViewsDocument, SaveViewDocument, type SavedViewList, type SavedViewsQuery } from "@/graphql/shell/graphql";
import { useAct, type ActAnswer } from "@/session/useAct";
import { useRead } from "@/session/useRead";

export type SavedView = SavedViewsQuery["savedViews"][number];

/** A person's saved views of one list: filter, order, columns and density as the screen wrote them. */
export function useSavedViews(list: SavedViewList) {
  const { data, reload } = useRead(SavedViewsDocument, { list });
  const [save] = useAct(SaveViewDocument, (answer) => answer.savedViewSave);
  const [remove] = useAct(DeleteViewDocument, (answer) => answer.savedViewDelete);
  const then = <Payload>(answer: ActAnswer<Payload>) => {
    if (answer.ok) reload();
    return answer;
  };
  return {
    views: data?.savedViews ?? [],
    save: (name: string, content: unknown, id?: string) => save({ list, name, content, id }).then(then),
    remove: (id: string) => remove({ id }).then(then),
  };
}
