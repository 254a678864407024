import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { BuyingPartnersDocument, GrantsGivenDocument, MadeItemsDocument, SharingTemplateApplyDocument, type SharingTemplateKey } from "@/graphql/sharing/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useCan } from "@/session/SessionProvider";
import { useNamed } from "@/ui/clock";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { useToast } from "@/ui/toast";
import { FIELDS } from "./grains";
import { GrantRow } from "./GrantRow";
import { useSharingLive } from "./useSupplyLive";
import "./sharing.css";

/** For each partner and figure: how closely it is seen, what the partner sees, and the way to take it back. */
export default function SharingPage() {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const toast = useToast();
  const [search, setSearch] = useSearchParams();
  const partners = useRead(BuyingPartnersDocument, { first: 100 });
  const all = partners.data?.partnerships.edges.map((edge) => edge.node) ?? [];
  const partner = all.find((one) => one.id === search.get("partner")) ?? all[0];
  const grants = useRead(GrantsGivenDocument, { filter: { partnershipId: partner?.id }, first: 100 }, { pause: !partner });
  const made = useRead(MadeItemsDocument, { first: 100 });
  const mayWrite = useCan("SHARING_WRITE");
  useSharingLive(grants.reload);
  const [apply, applying] = useAct(SharingTemplateApplyDocument, (data) => data.sharingTemplateApply);
  const given = grants.data?.grantsGiven.edges.map((edge) => edge.node) ?? [];
  const items = made.data?.items.edges.map((edge) => edge.node) ?? [];
  const use = async (template: SharingTemplateKey) => {
    if (!partner) return;
    const answer = await apply({ partnershipId: partner.id, template });
    if (answer.ok) toast.success(t("template.done", { count: answer.payload?.grants.length ?? 0 }));
    else toast.error(whyNot(answer));
    grants.reload();
  };
  return (
    <div className="sharing">
      <PageHead title={t("grant.title")} hint={t("grant.hint")} acts={<Link to="/readings">{t("reading.title")}</Link>} />
      {partners.loading && <Skeleton rows={7} height={64} what={t("grant.title")} />}
      {partners.failure && <ErrorState what={t("grant.title")} failure={partners.failure} onRetry={partners.reload} />}
      {partners.data && !partner && <Panel><EmptyState icon="people" title={t("grant.noPartner")}>{t("grant.noPartnerText")}</EmptyState></Panel>}
      {partner && (
        <>
          <div className="row g8 wrap">
            <Select aria-label={t("partner.one")} style={{ minWidth: 220 }} value={partner.id} onChange={(id) => setSearch({ partner: id }, { replace: true })} options={all.map((one) => ({ value: one.id, label: named(one.partner.shortName, one.partner.shortNameEn) }))} />
            <span className="grow" />
            {mayWrite && (grants.data?.sharingTemplates ?? []).map((template) => (
              <Button key={template.key} type={template.key === "MOST_SUPPLIERS" ? "primary" : "default"} loading={applying} title={template.lines.map((line) => `${t(`field.${line.field}`)} ${t(`grain.${line.grain}`)}`).join(" · ")} onClick={() => void use(template.key)}>{template.title}</Button>
            ))}
          </div>
          <Banner tone="info">{t("template.explain")}</Banner>
          <Panel bare>
            {grants.data && made.data
              ? FIELDS.map((field) => {
                  const grant = given.find((one) => one.field === field) ?? null;
                  return <GrantRow key={`${partner.id}/${field}/${grant?.id ?? ""}`} partnershipId={partner.id} field={field} grant={grant} items={items} mayWrite={mayWrite} onChanged={grants.reload} />;
                })
              : <Skeleton rows={7} height={64} what={t("grant.title")} />}
          </Panel>
        </>
      )}
    </div>
  );
}
