import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Language } from "@/i18n";
import { useCan } from "@/session/SessionProvider";
import { useLanguage, useNow } from "@/ui/clock";
import { formatDay, formatInstant } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { InstantText } from "@/ui/values";
import { noticeIcon, noticeLink, noticeValues, type Notice } from "./wording";

const DAYS = new Set(["oldDate", "newDate", "dueBack"]);

/** “确认 2 行，反提案 1 行”: only what there was. */
function answersIn(values: Record<string, string>, t: TFunction<"shell">, language: Language): string {
  return ["confirmed", "countered", "rejected"]
    .filter((part) => Number(values[part]) > 0)
    .map((part) => t(`notice.answers.${part}`, { count: Number(values[part]) }))
    .join(language === "zh" ? "，" : ", ");
}

function useSentence(notice: Notice): string {
  const { t, i18n } = useTranslation("shell");
  const language = useLanguage();
  const now = useNow();
  const values = noticeValues(notice.params);
  for (const [key, value] of Object.entries(values)) {
    if (DAYS.has(key) && /^\d{4}-/.test(value)) values[key] = formatDay(value, language, now);
    if ((key === "estimatedArrivalAt" || key === "deadline") && /^\d{4}-/.test(value)) values[key] = formatInstant(value, language, now);
    if (key === "outcome" && i18n.exists(`shell:notice.outcome.${value}`)) values[key] = t(`notice.outcome.${value}`);
  }
  // The market names its subject in both languages; elsewhere a name of a language is not sent.
  if (language === "en" && values.subjectNameEn) values.subjectName = values.subjectNameEn;
  if (notice.kind === "ORDER_ANSWERED") values.answers = answersIn(values, t, language);
  const open = notice.kind === "ASN_DEPARTED" && values.estimatedArrivalAt === "—" ? ".open" : "";
  const key = `notice.${notice.kind}${open}`;
  return i18n.exists(`shell:${key}`) ? t(key, values) : notice.kind;
}

/** One notice: what happened, to whom it belongs, when; opening it marks it read. */
export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: (notice: Notice) => void }) {
  const { t } = useTranslation("shell");
  const sentence = useSentence(notice);
  const link = noticeLink(notice, useCan("ORDER_ANSWER"));
  const inner = (
    <>
      <span className={notice.readAt ? "t3" : "accent"}><Icon name={noticeIcon(notice.kind)} /></span>
      <span className={notice.readAt ? "grow t2" : "grow b"}>{sentence}</span>
      <span className="t3 f12 nw"><InstantText value={notice.createdAt} /></span>
      {!notice.readAt && <span className="notice-dot"><span className="sr">{t("notice.unread")}</span></span>}
    </>
  );
  if (!link) return <button type="button" className="notice" onClick={() => onOpen(notice)}>{inner}</button>;
  return <Link to={link} className="notice" onClick={() => onOpen(notice)}>{inner}</Link>;
}
