import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { AsnPageDocument } from "@/graphql/orders/graphql";
import { useRead } from "@/session/useRead";
import { Segments } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { BoxLabel } from "./BoxLabel";
import { labelsOf } from "./labels";
import { PackingList } from "./PackingList";
import "./print.css";

type What = "packing" | "labels";

/** Papers of a ship notice as they come out of the printer: A4 packing list or 100 × 70 mm labels. */
export default function PrintPage() {
  const { t } = useTranslation("orders");
  const { asnId = "" } = useParams();
  const { data, loading, failure, reload } = useRead(AsnPageDocument, { id: asnId });
  const [what, setWhat] = useState<What>("packing");
  const asn = data?.advanceShipNotice;
  if (loading) return <Panel bare><Skeleton rows={6} height={44} what={t("asn.loading")} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("asn.one")} failure={failure} onRetry={reload} /></Panel>;
  if (!asn) return <Panel><MissingState act={<Link to="/asns">{t("asn.toList")}</Link>} /></Panel>;
  const labels = labelsOf(asn.lines);
  return (
    <div className="print-page">
      <div className="print-tools">
        <PageHead
          crumb={<><Link to="/asns">{t("asn.title")}</Link><Icon name="right" size="xs" /><Link to={`/asns/${asn.id}`}>{asn.number}</Link><Icon name="right" size="xs" />{t("asn.print")}</>}
          title={t(`print.${what}`)} hint={t(`print.hint.${what}`)}
          acts={
            <div className="row g8 wrap">
              <Segments label={t("asn.print")} value={what} onChange={setWhat} choices={[{ key: "packing", label: t("print.packing") }, { key: "labels", label: t("print.labels"), count: labels.length }]} />
              <Button type="primary" icon={<Icon name="printer" />} onClick={() => window.print()}>{t("print.do")}</Button>
            </div>
          }
        />
      </div>
      {what === "packing" ? <PackingList asn={asn} /> : labels.map((label) => <BoxLabel key={label.key} asn={asn} label={label} />)}
    </div>
  );
}
