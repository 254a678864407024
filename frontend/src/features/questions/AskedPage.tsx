import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { AskedQuestionsDocument, type InquiryFilter } from "@/graphql/questions/graphql";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { AskDialog, type Wish } from "./AskDialog";
import { AskedCard } from "./AskedCard";
import { useQuestionLive } from "./useQuestionLive";
import "./questions.css";

const TABS = ["ALL", "OPEN", "ANSWERED", "LAPSED", "WITHDRAWN"] as const;

/** The question another page has begun: `?item=…&number=…&quantity=…&week=…`. */
function wishOf(search: URLSearchParams): Wish | undefined {
  const itemId = search.get("item");
  return itemId ? { itemId, itemNumber: search.get("number") ?? "", quantity: search.get("quantity") ?? "", week: search.get("week") ?? "" } : undefined;
}

/** What we have asked our chain: how far it has come, and what came up. */
export default function AskedPage() {
  const { t } = useTranslation("questions");
  const [search, setSearch] = useSearchParams();
  const wish = wishOf(search);
  const [dialog, setDialog] = useState(wish !== undefined);
  const tab = TABS.find((one) => one === search.get("status")) ?? "ALL";
  const filter: InquiryFilter = { statuses: tab === "ALL" ? null : [tab] };
  const pages = usePages(AskedQuestionsDocument, { filter, first: 20 }, (data) => data.inquiries);
  useQuestionLive(pages.reload);
  const mayAsk = useCan("QUESTION_ASK");
  const total = pages.head?.inquiries.totalCount;
  return (
    <div className="questions">
      <PageHead
        title={t("asked.title")} hint={total === undefined ? undefined : t("asked.count", { count: total })}
        acts={
          <div className="row g8">
            <Link to="/questions/received">{t("received.title")}</Link>
            {mayAsk && <Button type="primary" icon={<Icon name="plus" />} onClick={() => setDialog(true)}>{t("ask.new")}</Button>}
          </div>
        }
      />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("asked.filter")} value={tab} onChange={(next) => setSearch(next === "ALL" ? {} : { status: next }, { replace: true })} choices={TABS.map((key) => ({ key, label: key === "ALL" ? t("asked.all") : t(`status.${key}`) }))} />
        </div>
        {pages.loading && <Skeleton rows={4} height={96} what={t("asked.title")} />}
        {pages.failure && <ErrorState what={t("asked.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && <EmptyState icon="speech" title={t("asked.empty")}>{t("asked.emptyText")}</EmptyState>}
        {pages.rows.map((inquiry) => <AskedCard key={inquiry.id} inquiry={inquiry} mayWithdraw={mayAsk} onChanged={pages.reload} />)}
        {pages.hasMore && <div className="more"><Button block onClick={pages.more}>{t("more")}</Button></div>}
      </Panel>
      {dialog && mayAsk && <AskDialog wish={wish} onClose={() => setDialog(false)} onAsked={() => { setDialog(false); pages.reload(); }} />}
    </div>
  );
}
