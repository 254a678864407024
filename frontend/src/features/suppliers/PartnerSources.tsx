import { Button, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PartnerSourcesDocument, type PartnerSourcesQuery } from "@/graphql/suppliers/graphql";
import { usePages } from "@/live/usePages";
import { useNamed } from "@/ui/clock";
import { formatMoney, formatQuantity } from "@/ui/format";
import { Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { MoneyText } from "@/ui/values";
import { ApprovedChip, ShareText, SourceHead } from "./sources";

type Source = PartnerSourcesQuery["sourceOptions"]["edges"][number]["node"];

/** What we may buy from this partner and on which conditions; the partner never sees it. */
export function PartnerSources({ partnershipId }: { partnershipId: string }) {
  const { t } = useTranslation("suppliers");
  const pages = usePages(PartnerSourcesDocument, { partnershipId, first: 50 }, (data) => data.sourceOptions);
  const total = pages.head?.sourceOptions.totalCount;
  return (
    <Panel bare title={t("source.title")} hint={total === undefined ? undefined : t("source.count", { count: total })} extra={<span className="f12 t3">{t("source.private")}</span>}>
      {pages.loading && <Skeleton rows={5} height={36} what={t("source.loading")} />}
      {pages.failure && <ErrorState what={t("source.title")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="box" title={t("source.none")}>{t("source.noneText")}</EmptyState>}
      {pages.rows.length > 0 && (
        <div style={{ overflowX: "auto" }}>
          <table className="plain">
            <SourceHead first={t("source.item")} />
            <tbody>{pages.rows.map((source) => <SourceRow key={source.id} source={source} />)}</tbody>
          </table>
        </div>
      )}
      {pages.hasMore && <div className="panel-foot"><Button type="link" loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
    </Panel>
  );
}

function SourceRow({ source }: { source: Source }) {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  return (
    <tr>
      <td><Link to={`/items/${source.item.id}`} className="mono">{source.item.number}</Link> {named(source.item.name, source.item.nameEn)}</td>
      <td className="mono">{source.supplierItemNumber || "—"}</td>
      <td className="r"><MoneyText value={source.unitPrice} currency={source.currency} /><PriceBreaks breaks={source.priceBreaks} currency={source.currency} unitName={source.item.unitName} /></td>
      <td className="r">{formatQuantity(source.minimumOrderQuantity)}</td>
      <td className="r">{formatQuantity(source.orderMultiple)}</td>
      <td>{source.item.unitName}</td>
      <td className="r">{t("source.days", { count: source.leadTimeDays })}</td>
      <td className="r"><ShareText min={source.shareMin} max={source.shareMax} /></td>
      <td><ApprovedChip isApproved={source.isApproved} /></td>
    </tr>
  );
}

export function PriceBreaks({ breaks, currency, unitName }: { breaks: Source["priceBreaks"]; currency: string; unitName: string }) {
  const { t } = useTranslation("suppliers");
  if (breaks.length === 0) return null;
  return (
    <Popover
      trigger={["hover", "focus", "click"]}
      content={breaks.map((one) => <div key={one.fromQuantity} className="f13">{t("source.from", { quantity: formatQuantity(one.fromQuantity), unit: unitName })} <b>{one.unitPrice ? formatMoney(one.unitPrice, currency) : "—"}</b></div>)}
    >
      <button type="button" className="link-button f12" style={{ marginLeft: 6 }}>{t("source.breaks", { count: breaks.length })}</button>
    </Popover>
  );
}
