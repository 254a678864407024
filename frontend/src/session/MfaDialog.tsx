import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused } from "./rest";

/** The dialog itself; `onClose(true)` once the server accepted the code. */
export default function MfaDialog({ open, onClose }: { open: boolean; onClose: (given: boolean) => void }) {
  const { t } = useTranslation("shell");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");

  const submit = async () => {
    setBusy(true);
    setRefusal("");
    try {
      await auth.secondFactor(code.trim());
      onClose(true);
    } catch (error) {
      setRefusal(error instanceof AuthRefused ? error.message : t("mfa.network"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={open}
      title={t("mfa.title")}
      onCancel={() => onClose(false)}
      width={400}
      footer={[
        <Button key="no" onClick={() => onClose(false)}>{t("mfa.cancel")}</Button>,
        <Button key="yes" type="primary" loading={busy} disabled={code.trim().length < 6} onClick={() => void submit()}>{t("mfa.submit")}</Button>,
      ]}
    >
      <label className="col g4">
        <span className="f12 t2">{t("mfa.code")}</span>
        <Input
          autoFocus
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          status={refusal ? "error" : undefined}
          onChange={(event) => setCode(event.target.value)}
          onPressEnter={() => void submit()}
        />
        {refusal && <span className="f12 danger" role="alert">{refusal}</span>}
      </label>
    </Modal>
  );
}
