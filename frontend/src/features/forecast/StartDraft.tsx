import { Button, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ForecastDraftActDocument, ForecastPartnersDocument } from "@/graphql/forecast/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { Banner } from "@/ui/layout";

/** Begins the next version for a supplier; the one before is carried over week by week. */
export function StartDraft({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation("forecast");
  const [asking, setAsking] = useState(false);
  const named = useNamed();
  const [partner, setPartner] = useState<string | null>(null);
  const [weeks, setWeeks] = useState(26);
  const [frozen, setFrozen] = useState(4);
  const [why, setWhy] = useState("");
  const { data } = useRead(ForecastPartnersDocument, { first: 100 }, { pause: !asking });
  const [act, busy] = useAct(ForecastDraftActDocument, (answer) => answer.forecastDraft);
  const partners = data?.partnerships.edges.map((edge) => edge.node) ?? [];
  const begin = async () => {
    if (!partner) return;
    const answer = await act({ partnershipId: partner, weeks, frozenWeeks: frozen });
    if (!answer.ok || !answer.payload?.forecast) {
      setWhy(whyNot(answer));
      return;
    }
    setAsking(false);
    onOpen(answer.payload.forecast.id);
  };
  return (
    <>
      <Button type="primary" icon={<Icon name="plus" />} onClick={() => { setWhy(""); setAsking(true); }}>{t("newVersion")}</Button>
      <Modal open={asking} title={t("newVersion")} okText={t("begin")} cancelText={t("keep")} onOk={() => void begin()} onCancel={() => setAsking(false)} confirmLoading={busy} okButtonProps={{ disabled: !partner }}>
        {why && <Banner tone="danger">{why}</Banner>}
        <p className="t2">{t("carryHint")}</p>
        <div className="forecast-form">
          <label>{t("supplier")} <Select value={partner} onChange={setPartner} style={{ width: "100%" }} options={partners.map((one) => ({ value: one.id, label: named(one.partner.shortName, one.partner.shortNameEn) }))} /></label>
          <label>{t("weeks")} <InputNumber min={26} max={53} value={weeks} onChange={(value) => setWeeks(value ?? 26)} /></label>
          <label>{t("frozenField")} <InputNumber min={0} max={weeks} value={frozen} onChange={(value) => setFrozen(value ?? 0)} /></label>
        </div>
      </Modal>
    </>
  );
}
