import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ReceivedQuestionsDocument, type InquiryFilter } from "@/graphql/questions/graphql";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments } from "@/ui/chips";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { PolicyPanel } from "./PolicyPanel";
import { ReceivedCard } from "./ReceivedCard";
import { useQuestionLive } from "./useQuestionLive";
import "./questions.css";

const TABS = ["ALL", "WAITS"] as const;

/** Questions that have reached us: what waits for a person first, each answered where it stands. */
export default function ReceivedPage() {
  const { t } = useTranslation("questions");
  const [search, setSearch] = useSearchParams();
  const tab = search.get("tab") === "WAITS" ? "WAITS" : "ALL";
  const filter: InquiryFilter = { waits: tab === "WAITS" ? true : null };
  const pages = usePages(ReceivedQuestionsDocument, { filter, first: 20 }, (data) => data.receivedQuestions);
  useQuestionLive(pages.reload);
  const mayAnswer = useCan("QUESTION_ANSWER");
  const total = pages.head?.receivedQuestions.totalCount;
  return (
    <div className="questions">
      <PageHead
        title={t("received.title")} hint={total === undefined ? undefined : t("received.count", { count: total })}
        acts={<Link to="/questions">{t("asked.title")}</Link>}
      />
      <PolicyPanel />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("asked.filter")} value={tab} onChange={(next) => setSearch(next === "ALL" ? {} : { tab: next }, { replace: true })} choices={TABS.map((key) => ({ key, label: t(`received.tab.${key}`) }))} />
        </div>
        {pages.loading && <Skeleton rows={4} height={96} what={t("received.title")} />}
        {pages.failure && <ErrorState what={t("received.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && <EmptyState icon="speech" title={t("received.empty")}>{t("received.emptyText")}</EmptyState>}
        {pages.rows.map((question) => <ReceivedCard key={`${question.id}/${question.version}`} question={question} mayAnswer={mayAnswer} onChanged={pages.reload} />)}
        {pages.hasMore && <div className="more"><Button block onClick={pages.more}>{t("more")}</Button></div>}
      </Panel>
    </div>
  );
}
