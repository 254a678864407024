import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ItemPageDocument, type ItemPageQuery } from "@/graphql/suppliers/graphql";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Chip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { FactStrip, PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import type { Tone } from "@/ui/states";
import { InstantText, MoneyText } from "@/ui/values";
import { BomTree } from "./BomTree";
import { ItemDialog } from "./ItemDialog";
import { PriceBreaks } from "./PartnerSources";
import { ApprovedChip, ShareText, SourceHead } from "./sources";
import "./suppliers.css";

type Item = NonNullable<ItemPageQuery["item"]>;

/** One item: what it is made of, who can supply it, where it lies. */
export default function ItemPage() {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  const { id = "" } = useParams();
  const { data, loading, failure, reload } = useRead(ItemPageDocument, { id });
  const mayWrite = useCan("ITEM_WRITE");
  const [editing, setEditing] = useState(false);
  const item = data?.item;
  if (loading) return <Panel bare><Skeleton rows={8} height={36} what={t("item.loading")} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("item.one")} failure={failure} onRetry={reload} /></Panel>;
  if (!item) return <Panel><MissingState act={<Link to="/items">{t("item.toList")}</Link>} /></Panel>;
  return (
    <div className="directory">
      <PageHead
        crumb={<><Link to="/items">{t("item.title")}</Link><Icon name="right" size="xs" />{item.number}</>}
        title={<><span className="mono">{item.number}</span> {named(item.name, item.nameEn)}</>}
        acts={mayWrite && <Button icon={<Icon name="pen" />} onClick={() => setEditing(true)}>{t("item.edit")}</Button>}
      />
      <FactStrip
        facts={[
          { label: t("item.kind"), value: t(`item.kinds.${item.kind}`) },
          { label: t("item.category"), value: item.category || "—" },
          { label: t("item.unit"), value: item.unitName },
          { label: t("item.lots"), value: t(item.isLotManaged ? "item.byLot" : "item.noLot") },
          { label: t("item.drawing"), value: <span className="mono">{item.drawingRevision || "—"}</span> },
          { label: t("item.otherName"), value: named(item.nameEn, item.name) || "—" },
        ]}
      />
      <div className="col g16">
        <BomTree item={item} />
        <Sources item={item} />
        <Stock item={item} />
      </div>
      {editing && <ItemDialog item={item} onClose={() => setEditing(false)} onSaved={reload} />}
    </div>
  );
}

function Sources({ item }: { item: Item }) {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  if (item.kind === "MAKE" && item.sources.length === 0) return null;
  return (
    <Panel bare title={t("source.title")} hint={t("source.count", { count: item.sources.length })} extra={<span className="f12 t3">{t("source.private")}</span>}>
      {item.sources.length === 0 && <EmptyState icon="people" title={t("source.none")}>{t("source.noneItem")}</EmptyState>}
      {item.sources.length > 0 && (
        <div style={{ overflowX: "auto" }}>
          <table className="plain">
            <SourceHead first={t("source.partner")} />
            <tbody>
              {item.sources.map((source) => (
                <tr key={source.id}>
                  <td><Link to={`/directory/${source.partnership.id}`}>{named(source.partnership.partner.shortName, source.partnership.partner.shortNameEn)}</Link></td>
                  <td className="mono">{source.supplierItemNumber || "—"}</td>
                  <td className="r"><MoneyText value={source.unitPrice} currency={source.currency} /><PriceBreaks breaks={source.priceBreaks} currency={source.currency} unitName={item.unitName} /></td>
                  <td className="r">{formatQuantity(source.minimumOrderQuantity)}</td>
                  <td className="r">{formatQuantity(source.orderMultiple)}</td>
                  <td>{item.unitName}</td>
                  <td className="r">{t("source.days", { count: source.leadTimeDays })}</td>
                  <td className="r"><ShareText min={source.shareMin} max={source.shareMax} /></td>
                  <td><ApprovedChip isApproved={source.isApproved} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

const STOCK_TONES: Record<Item["stock"][number]["stockStatus"], Tone> = { UNRESTRICTED: "ok", IN_INSPECTION: "warn", BLOCKED: "danger", CONSIGNED: "info" };

function Stock({ item }: { item: Item }) {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  return (
    <Panel bare title={t("stock.title")} hint={t("stock.hint")}>
      {item.stock.length === 0 && <EmptyState icon="box" title={t("stock.none")} />}
      {item.stock.length > 0 && (
        <div style={{ overflowX: "auto" }}>
          <table className="plain">
            <thead><tr><th>{t("stock.site")}</th><th>{t("stock.lot")}</th><th>{t("stock.status")}</th><th className="r">{t("stock.quantity")}</th><th>{t("source.unit")}</th><th>{t("stock.asOf")}</th><th>{t("stock.source")}</th></tr></thead>
            <tbody>
              {item.stock.map((position) => (
                <tr key={position.id}>
                  <td>{named(position.site.name, position.site.nameEn)}</td>
                  <td className="mono">{position.lotNumber || "—"}</td>
                  <td><Chip tone={STOCK_TONES[position.stockStatus]}>{t(`stock.of.${position.stockStatus}`)}</Chip></td>
                  <td className="r">{formatQuantity(position.quantity)}</td>
                  <td>{position.unitName}</td>
                  <td><InstantText value={position.asOf} /></td>
                  <td className="t2">{position.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
