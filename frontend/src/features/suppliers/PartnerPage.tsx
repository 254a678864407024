import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { PartnerPageDocument, PartnerSitesDocument, type PartnerPageQuery } from "@/graphql/suppliers/graphql";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { FactStrip, PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { MoneyText, Nothing } from "@/ui/values";
import { IndicatorMetric } from "./figures";
import { PartnerSources } from "./PartnerSources";
import { TermsDialog } from "./TermsDialog";
import { TermsList } from "./TermsList";
import "./suppliers.css";

export type Partnership = NonNullable<PartnerPageQuery["partnership"]>;

/** One partner: standing, agreed terms, figures with their samples, places, and our own sources. */
export default function PartnerPage() {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  const { id = "" } = useParams();
  const { data, loading, failure, reload } = useRead(PartnerPageDocument, { id });
  const mayEdit = useCan("PARTNERSHIP_WRITE");
  const [editing, setEditing] = useState(false);
  const partnership = data?.partnership;
  if (loading) return <Panel bare><Skeleton rows={8} height={44} what={t("partner.loading")} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("partner.one")} failure={failure} onRetry={reload} /></Panel>;
  if (!partnership) return <Panel><MissingState act={<Link to="/directory">{t("partner.toList")}</Link>} /></Panel>;
  const { partner } = partnership;
  return (
    <div className="directory">
      <PageHead
        crumb={<><Link to="/directory">{t("directory.title")}</Link><Icon name="right" size="xs" />{named(partner.shortName, partner.shortNameEn)}</>}
        title={<span className="row g12 wrap">{named(partner.name, partner.nameEn)}<StateChip family="partnership" state={partnership.status} /></span>}
        hint={t(`directory.is.${partnership.mySide}`)}
        acts={<Link to={`/orders?partner=${partner.id}`}><Button icon={<Icon name="paper" />}>{t("partner.openOrders", { count: partnership.openScheduleLineCount })}</Button></Link>}
      />
      <FactStrip
        facts={[
          { label: t("directory.code"), value: <span className="mono">{partnership.supplierCode || "—"}</span> },
          { label: t("directory.uscc"), value: <span className="mono">{partner.uscc}</span> },
          { label: t("directory.region"), value: partner.region || <Nothing /> },
          { label: t("partner.otherName"), value: named(partner.nameEn, partner.name) || <Nothing /> },
          { label: t("directory.openLines"), value: partnership.openScheduleLineCount },
          { label: t("directory.openAmount"), value: partnership.openAmount ? <MoneyText value={partnership.openAmount.amount} currency={partnership.openAmount.currency} /> : <Nothing why="unshared" /> },
        ]}
      />
      <div className="page-columns">
        <div className="col g16">
          <Panel
            title={t("terms.title")} hint={t("terms.hint", { version: partnership.version })}
            extra={mayEdit && partnership.mySide === "BUYER" && <Button size="small" icon={<Icon name="pen" size="s" />} onClick={() => setEditing(true)}>{t("terms.edit")}</Button>}
          >
            <TermsList terms={partnership.terms} />
          </Panel>
          {partnership.mySide === "BUYER" && <PartnerSources partnershipId={partnership.id} />}
        </div>
        <div className="col g16">
          <Panel bare title={t("partner.figures")} hint={t("partner.figuresHint")}>
            <IndicatorMetric name={t("directory.otif")} indicator={partnership.otif} />
            <IndicatorMetric name={t("partner.cycle")} indicator={partnership.confirmationCycle} />
          </Panel>
          <Sites enterpriseId={partner.id} />
        </div>
      </div>
      {editing && <TermsDialog partnership={partnership} onClose={() => setEditing(false)} onStale={reload} />}
    </div>
  );
}

function Sites({ enterpriseId }: { enterpriseId: string }) {
  const { t } = useTranslation("suppliers");
  const named = useNamed();
  const { data, loading, failure, reload } = useRead(PartnerSitesDocument, { enterpriseId });
  return (
    <Panel bare title={t("sites.title")}>
      {loading && <Skeleton rows={2} height={44} />}
      {failure && <ErrorState what={t("sites.title")} failure={failure} onRetry={reload} />}
      {data?.sites.length === 0 && <EmptyState icon="pin" title={t("sites.none")} />}
      {data?.sites.map((site) => (
        <div key={site.id} className="metric">
          <div className="row g8 between"><span className="b">{named(site.name, site.nameEn)}</span><span className="f12 t3">{t(`sites.kind.${site.kind}`)} · <span className="mono">{site.code}</span></span></div>
          <div className="f12 t2">{site.address || t("sites.noAddress")}</div>
        </div>
      ))}
    </Panel>
  );
}
