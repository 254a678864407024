import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { MarketProposalsDocument } from "@/graphql/market/graphql";
import { usePages } from "@/live/usePages";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { ProposalCard } from "./ProposalCard";
import { useMarketLive } from "./useMarketLive";

/** Matches proposed to us, newest first. */
export function Proposals() {
  const { t } = useTranslation("market");
  const pages = usePages(MarketProposalsDocument, { first: 30 }, (data) => data.marketProposals);
  useMarketLive(pages.reload);
  return (
    <>
      {pages.loading && <Skeleton rows={4} height={160} what={t("tab.proposals")} />}
      {pages.failure && <ErrorState what={t("tab.proposals")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="arrows" title={t("proposal.empty")}>{t("proposal.emptyText")}</EmptyState>}
      <div className="market-cards">
        {pages.rows.map((row) => <ProposalCard key={row.id} proposal={row} onChanged={pages.reload} />)}
      </div>
      {pages.hasMore && <div className="market-more"><Button block onClick={pages.more}>{t("more")}</Button></div>}
    </>
  );
}
