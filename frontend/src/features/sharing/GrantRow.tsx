import { Button, Slider } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SharingGrantRevokeDocument, SharingPreviewDocument, type GrantRowFragment, type MadeItemsQuery, type SharedField } from "@/graphql/sharing/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { useToast } from "@/ui/toast";
import { DateText } from "@/ui/values";
import { AgeSource, FigureValue } from "./figures";
import { GrantDialog } from "./GrantDialog";
import { isNetwork, isOfItems, isStock, stepsOf, type Step } from "./grains";
import { NetworkSees } from "./NetworkSees";

export type Item = MadeItemsQuery["items"]["edges"][number]["node"];
type Props = { partnershipId: string; field: SharedField; grant: GrantRowFragment | null; items: Item[]; mayWrite: boolean; onChanged: () => void };

/** One figure: the slider, what the partner sees at it, and the acts. Nothing is shared before it is confirmed. */
export function GrantRow({ partnershipId, field, grant, items, mayWrite, onChanged }: Props) {
  const { t } = useTranslation("sharing");
  const toast = useToast();
  const steps = stepsOf(field);
  const present: Step = grant?.grain ?? "NONE";
  const [chosen, setChosen] = useState<Step>(present);
  const [confirming, setConfirming] = useState(false);
  const [revoke, revoking] = useAct(SharingGrantRevokeDocument, (data) => data.sharingGrantRevoke);
  const name = t(`field.${field}`);
  const takeBack = async () => {
    if (!grant) return;
    const answer = await revoke({ grantId: grant.id, version: grant.version });
    if (answer.ok) toast.success(t("grant.revoked", { name }));
    else toast.error(whyNot(answer));
    onChanged();
  };
  return (
    <div className="grain-row">
      <div>
        <b>{name}</b>
        <div className="f12 t3">{grant ? `${t(`level.${grant.dataLevel}`)} · ${grant.purpose}` : t("grant.notShared")}</div>
        {grant && <div className="f12 t3">{grant.validUntil ? t("grant.until", { day: grant.validUntil }) : t("grant.untilRevoked")}</div>}
      </div>
      <Slider
        ariaLabelForHandle={t("grant.slider", { name })} ariaValueTextFormatterForHandle={(at) => t(`grain.${steps[at] ?? "NONE"}`)}
        min={0} max={steps.length - 1} value={steps.indexOf(chosen)} disabled={!mayWrite} tooltip={{ open: false }}
        marks={Object.fromEntries(steps.map((step, at) => [at, <span key={step} className="f12 nw">{t(`grain.${step}`)}</span>]))}
        onChange={(at) => setChosen(steps[at] ?? "NONE")}
      />
      {isNetwork(field)
        ? <NetworkSees partnershipId={partnershipId} field={field} step={chosen} />
        : <PartnerSees partnershipId={partnershipId} field={field} step={chosen} grant={grant} items={items} />}
      <div className="row g8">
        {mayWrite && chosen !== present && chosen !== "NONE" && <Button type="primary" onClick={() => setConfirming(true)}>{t("grant.share")}</Button>}
        {mayWrite && chosen !== present && <Button onClick={() => setChosen(present)}>{t("cancel")}</Button>}
        {mayWrite && grant && (chosen === present || chosen === "NONE") && <Button danger loading={revoking} onClick={() => void takeBack()}>{t("grant.revoke")}</Button>}
      </div>
      {confirming && chosen !== "NONE" && (
        <GrantDialog partnershipId={partnershipId} field={field} grain={chosen} grant={grant} items={items} onClose={() => setConfirming(false)} onDone={() => { setConfirming(false); onChanged(); }} />
      )}
    </div>
  );
}

type SeesProps = { partnershipId: string; field: SharedField; step: Step; grant: GrantRowFragment | null; items: Item[] };

/** Exactly what the partner would see, computed by the server as it would be shared. */
function PartnerSees({ partnershipId, field, step, grant, items }: SeesProps) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const chosen = grant?.items.map((one) => one.item.id) ?? items.map((item) => item.id);
  const light = grant?.items[0];
  const needsLight = step === "LIGHT" && isStock(field) && !light?.redBelow;
  const isShown = step !== "NONE" && step !== "PLANNER_ONLY" && !needsLight;
  const preview = useRead(SharingPreviewDocument, {
    partnershipId, field, grain: step === "NONE" ? "RANGE" : step, itemIds: isOfItems(field) ? chosen : null, redBelow: light?.redBelow ?? null, amberBelow: light?.amberBelow ?? null,
  }, { pause: !isShown });
  if (!isShown) return <span className="f12 t3">{t(needsLight ? "sees.needsLight" : `sees.${step}`)}</span>;
  const figures = preview.data?.sharingPreview ?? [];
  const first = figures[0];
  if (!first) return <span className="f12 t3">{t(preview.loading ? "sees.loading" : "sees.nothing")}</span>;
  return (
    <div className="f13">
      <div className="f12 t3">{t("sees.like", { count: figures.length })}</div>
      <div className="row g8 wrap"><FigureValue figure={first} /><span className="f12 t3 ell">{named(first.name, first.nameEn)}{first.week && <> · <DateText value={first.week} /></>}</span></div>
      <AgeSource figure={first} />
    </div>
  );
}
