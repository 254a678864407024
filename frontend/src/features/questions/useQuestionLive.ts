import { useEffect, useRef } from "react";
import { QuestionChangesDocument } from "@/graphql/questions/graphql";
import { useLiveStream } from "@/live/LiveProvider";

const SOON = 300; // ms; the hops of one question answer in bursts

/** Reads anew when a question is asked, answered, lapses or is withdrawn, on either side. */
export function useQuestionLive(refresh: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveStream(QuestionChangesDocument, {}, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current();
    }, SOON);
  });
}
