import { Button, Popconfirm, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { QuestionWithdrawDocument, type InquiryRowFragment } from "@/graphql/questions/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Chip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { useToast } from "@/ui/toast";
import { Deadline, InstantText } from "@/ui/values";
import { ResultSentence, VerdictChip } from "./Result";
import { weekNumber } from "@/ui/weeks";

type Props = { inquiry: InquiryRowFragment; mayWithdraw: boolean; onChanged: () => void };

/** One question of ours: while it travels, how many suppliers are through; then the answer, and how complete it is. */
export function AskedCard({ inquiry, mayWithdraw, onChanged }: Props) {
  const { t } = useTranslation("questions");
  const named = useNamed();
  const toast = useToast();
  const [withdraw, withdrawing] = useAct(QuestionWithdrawDocument, (data) => data.questionWithdraw);
  const open = inquiry.status === "OPEN";
  const take = async () => {
    const answer = await withdraw({ inquiryId: inquiry.id, version: inquiry.version });
    if (!answer.ok) toast.error(whyNot(answer));
    onChanged();
  };
  const asked = t("asked.sentence", { quantity: formatQuantity(inquiry.weeklyQuantity), unit: inquiry.unitName, week: weekNumber(inquiry.firstWeek), count: inquiry.weeks });
  return (
    <article className="question-card" aria-label={`${inquiry.itemNumber} ${asked}`}>
      <div className="row g8 between wrap">
        <span><b className="mono">{inquiry.itemNumber}</b> {inquiry.item && named(inquiry.item.name, inquiry.item.nameEn)}</span>
        <span className="f12 t3"><InstantText value={inquiry.createdAt} /> · {inquiry.actorName}</span>
      </div>
      <div className="row g8 wrap">
        <span>{asked}</span>
        {inquiry.status === "ANSWERED" ? <VerdictChip answer={inquiry} /> : <Chip tone={open ? "info" : "neut"} icon="clock">{t(`status.${inquiry.status}`)}</Chip>}
      </div>
      {inquiry.status === "ANSWERED" && <ResultSentence found={inquiry} />}
      {open && (
        <div className="row g12 wrap">
          <Progress className="grow" percent={inquiry.hopCount ? Math.round((100 * inquiry.closedHopCount) / inquiry.hopCount) : 0} showInfo={false} aria-label={t("asked.progress")} />
          <span className="f13 t2" aria-live="polite">{t("asked.through", { done: inquiry.closedHopCount, count: inquiry.hopCount })}</span>
          <Deadline value={inquiry.deadline} chip />
          {mayWithdraw && <Popconfirm title={t("asked.withdrawSure")} okText={t("asked.withdraw")} cancelText={t("cancel")} onConfirm={() => void take()}><Button size="small" loading={withdrawing}>{t("asked.withdraw")}</Button></Popconfirm>}
        </div>
      )}
      <details>
        <summary className="f13">{t("asked.hops", { count: inquiry.hopCount })}</summary>
        <ul className="question-hops">
          {inquiry.hops.map((hop) => (
            <li key={hop.id}>
              <span className="ell"><span className="mono">{hop.componentNumber}</span> {named(hop.componentName, hop.componentNameEn)}</span>
              <span>{hop.question ? named(hop.question.supplier.shortName, hop.question.supplier.shortNameEn) : t("asked.nobody")}</span>
              {hop.question && (hop.question.status === "ANSWERED" ? <VerdictChip answer={hop.question} /> : <Chip tone="neut" icon="clock">{t(`status.${hop.question.status}`)}</Chip>)}
              {hop.question && <ResultSentence found={hop.question} />}
            </li>
          ))}
        </ul>
      </details>
    </article>
  );
}
