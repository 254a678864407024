import { useTranslation } from "react-i18next";
import type { ReceivedRowFragment } from "@/graphql/questions/graphql";
import { Chip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Deadline, InstantText } from "@/ui/values";
import { AnswerForm } from "./AnswerForm";
import { ResultSentence, VerdictChip } from "./Result";
import { weekNumber } from "@/ui/weeks";

type Props = { question: ReceivedRowFragment; mayAnswer: boolean; onChanged: () => void };

/** A question to us: who asks what, our own answer, and what has gone up. */
export function ReceivedCard({ question, mayAnswer, onChanged }: Props) {
  const { t } = useTranslation("questions");
  const named = useNamed();
  const { sent } = question;
  const waits = question.status === "OPEN" && !question.ownBy;
  const asked = t("received.sentence", { partner: named(question.asker.shortName, question.asker.shortNameEn), quantity: formatQuantity(question.weeklyQuantity), unit: question.unitName, week: weekNumber(question.firstWeek), count: question.weeks });
  return (
    <article className="question-card" aria-label={`${question.itemNumber} ${asked}`}>
      <div className="row g8 between wrap">
        <span><b className="mono">{question.itemNumber}</b> {question.item && named(question.item.name, question.item.nameEn)}</span>
        {question.status === "OPEN" ? <Deadline value={question.deadline} chip /> : <span className="f12 t3"><InstantText value={question.createdAt} /></span>}
      </div>
      <p>{asked}</p>
      {!question.item && <p className="f13 warn">{t("received.unknownItem")}</p>}
      {question.repeats > 1 && <p className="f13 t2">{t("received.repeats", { count: question.repeats })}</p>}
      {question.ownBy && (
        <div className="row g8 wrap f13">
          <span className="t3">{t("received.own")}</span>
          <VerdictChip answer={{ verdict: question.ownVerdict, shortLow: question.ownShortLow, shortHigh: question.ownShortHigh, unitName: question.unitName }} />
          <span className="t3">{question.ownBy === "RULE" ? t("by.RULE") : question.actorName}</span>
          {question.note && <span className="t2">{t("received.noted", { note: question.note })}</span>}
        </div>
      )}
      {question.hopCount > 0 && <p className="f13 t2" aria-live="polite">{t("received.below", { done: question.closedHopCount, count: question.hopCount })}</p>}
      {sent?.status === "ANSWERED" && (
        <div className="row g8 wrap f13">
          <span className="t3">{t("received.sent")}</span><VerdictChip answer={{ ...sent, unitName: question.unitName }} /><ResultSentence found={{ ...sent, unitName: question.unitName }} />
        </div>
      )}
      {question.status !== "OPEN" && sent?.status !== "ANSWERED" && <div><Chip tone="neut" icon="clock">{t(`status.${sent?.status ?? question.status}`)}</Chip></div>}
      {waits && mayAnswer && <AnswerForm question={question} onDone={onChanged} />}
    </article>
  );
}
