import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { AsnArriveDocument, AsnCancelDocument, AsnDepartDocument } from "@/graphql/orders/graphql";
import { useAct, whyNot, type ActAnswer } from "@/session/useAct";
import { Icon } from "@/ui/icons";
import { Banner } from "@/ui/layout";
import { useToast } from "@/ui/toast";
import { ArrivalField } from "./ArrivalField";
import type { Asn } from "./AsnPage";
import { siteInstant, sitePicked } from "./siteTime";

type AsnActsProps = { asn: Asn; onDone: () => void };

/** What the reader may do with this notice now. */
export function AsnActs({ asn, onDone }: AsnActsProps) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"depart" | "cancel" | null>(null);
  const [arrive, arriving] = useAct(AsnArriveDocument, (data) => data.asnArrive);
  const may = (act: Asn["allowedActs"][number]) => asn.allowedActs.includes(act);
  const onArrive = async () => {
    const answer = await arrive({ asnId: asn.id, version: asn.version });
    if (answer.ok) message.success(t("asn.arrivedDone"));
    else message.error(whyNot(answer));
    onDone();
  };
  return (
    <div className="row g8 wrap goods-page-acts">
      <Button icon={<Icon name="printer" />} onClick={() => void navigate(`/asns/${asn.id}/print`)}>{t("asn.print")}</Button>
      {may("CANCEL") && <Button danger onClick={() => setDialog("cancel")}>{t("asn.cancel")}</Button>}
      {may("ARRIVE") && <Button loading={arriving} type={may("RECEIVE") ? "default" : "primary"} onClick={() => void onArrive()}>{t("asn.arrive")}</Button>}
      {may("RECEIVE") && <Button type="primary" onClick={() => void navigate(`/receipts/new/${asn.id}`)}>{t("asn.receive")}</Button>}
      {may("DEPART") && <Button type="primary" onClick={() => setDialog("depart")}>{t("asn.depart")}</Button>}
      {dialog === "depart" && <DepartDialog asn={asn} onClose={() => setDialog(null)} onDone={onDone} />}
      {dialog === "cancel" && <CancelDialog asn={asn} onClose={() => setDialog(null)} onDone={onDone} />}
    </div>
  );
}

type DialogProps = AsnActsProps & { onClose: () => void };

/** Closes after an accepted act; otherwise keeps what was typed and says why not. */
function useDialogAct({ onClose, onDone }: Pick<DialogProps, "onClose" | "onDone">) {
  const [refusal, setRefusal] = useState("");
  const settle = <Payload,>(answer: ActAnswer<Payload>) => {
    if (answer.ok) onClose();
    setRefusal(answer.ok ? "" : whyNot(answer));
    onDone();
  };
  return { refusal, settle };
}

function DepartDialog({ asn, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("orders");
  const [depart, busy] = useAct(AsnDepartDocument, (data) => data.asnDepart);
  const [plate, setPlate] = useState(asn.vehiclePlate);
  const [carrier, setCarrier] = useState(asn.carrierName);
  const [arrival, setArrival] = useState(() => sitePicked(asn.estimatedArrivalAt));
  const { refusal, settle } = useDialogAct({ onClose, onDone });
  const send = async () => settle(await depart({
    asnId: asn.id, version: asn.version, vehiclePlate: plate.trim() || null, carrierName: carrier.trim() || null, estimatedArrivalAt: siteInstant(arrival),
  }));
  return (
    <Modal open title={t("asn.departTitle", { number: asn.number })} onCancel={onClose} width={440} okText={t("asn.depart")} cancelText={t("asn.notYet")} confirmLoading={busy} onOk={() => void send()}>
      <div className="col g12">
        <p className="f13 t2">{t("asn.departText")}</p>
        {refusal && <Banner tone="danger">{refusal}</Banner>}
        <label className="field"><span className="field-label">{t("asn.plate")}</span><Input className="mono" value={plate} maxLength={16} onChange={(event) => setPlate(event.target.value)} /></label>
        <label className="field"><span className="field-label">{t("asn.carrier")}</span><Input value={carrier} maxLength={80} onChange={(event) => setCarrier(event.target.value)} /></label>
        <ArrivalField value={arrival} onChange={setArrival} />
      </div>
    </Modal>
  );
}

function CancelDialog({ asn, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("orders");
  const [cancel, busy] = useAct(AsnCancelDocument, (data) => data.asnCancel);
  const [note, setNote] = useState("");
  const { refusal, settle } = useDialogAct({ onClose, onDone });
  const send = async () => settle(await cancel({ asnId: asn.id, version: asn.version, note: note.trim() || null }));
  return (
    <Modal
      open title={t("asn.cancelTitle", { number: asn.number })} onCancel={onClose} width={440} okText={t("asn.cancelDo", { number: asn.number })}
      okButtonProps={{ danger: true, disabled: !note.trim() }} cancelText={t("asn.keep")} confirmLoading={busy} onOk={() => void send()}
    >
      <div className="col g12">
        <p className="f13 t2">{t("asn.cancelText")}</p>
        {refusal && <Banner tone="danger">{refusal}</Banner>}
        <label className="field"><span className="field-label">{t("asn.cancelWhy")}</span><Input.TextArea rows={2} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} /></label>
      </div>
    </Modal>
  );
}
