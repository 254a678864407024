import { Button, Input, Select } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { QuestionAnswerDocument, type ReceivedRowFragment, type Verdict } from "@/graphql/questions/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Banner } from "@/ui/layout";

type Props = { question: ReceivedRowFragment; onDone: () => void };

/** Yes, no, or short by one of the given ranges; the note stays in the house. */
export function AnswerForm({ question, onDone }: Props) {
  const { t } = useTranslation("questions");
  const noteId = useId();
  const [isShort, setShort] = useState(false);
  const [low, setLow] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState("");
  const [answer, answering] = useAct(QuestionAnswerDocument, (data) => data.questionAnswer);
  const give = async (verdict: Verdict) => {
    const given = await answer({ inquiryId: question.id, version: question.version, verdict, shortLow: verdict === "SHORT" ? low : null, note });
    if (given.ok) onDone();
    else setRefused(whyNot(given));
  };
  return (
    <div className="col g8">
      {refused && <Banner tone="danger">{refused}</Banner>}
      <div className="answer-acts">
        <Button type="primary" loading={answering} icon={<Icon name="check" />} onClick={() => void give("YES")}>{t("answer.YES")}</Button>
        <Button loading={answering} aria-expanded={isShort} onClick={() => setShort(!isShort)}>{t("answer.SHORT")}</Button>
        <Button loading={answering} icon={<Icon name="ban" />} onClick={() => void give("NO")}>{t("answer.NO")}</Button>
      </div>
      {isShort && (
        <div className="row g8 wrap">
          <Select
            className="grow" aria-label={t("answer.range")} placeholder={t("answer.range")} value={low} onChange={setLow}
            options={question.shortageSteps.map((step) => ({ value: step.low, label: t("verdict.SHORT.range", { low: formatQuantity(step.low), high: formatQuantity(step.high), unit: question.unitName }) }))}
          />
          <Button type="primary" disabled={low === null} loading={answering} onClick={() => void give("SHORT")}>{t("answer.sendShort")}</Button>
        </div>
      )}
      <label className="f12 t3" htmlFor={noteId}>{t("answer.note")}</label>
      <Input id={noteId} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
    </div>
  );
}
