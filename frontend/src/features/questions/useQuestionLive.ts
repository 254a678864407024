import { QuestionChangesDocument } from "@/graphql/questions/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { useSoon } from "@/live/useSoon";

/** Reads anew when a question is asked, answered, lapses or is withdrawn, on either side. */
export function useQuestionLive(refresh: () => void): void {
  const soon = useSoon(refresh);
  useLiveStream(QuestionChangesDocument, {}, () => soon());
}
