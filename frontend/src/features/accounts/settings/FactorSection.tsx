import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused, type Enrolment } from "@/session/rest";
import { useSession, useViewer } from "@/session/SessionProvider";
import { Chip } from "@/ui/chips";
import { Banner, Panel } from "@/ui/layout";
import { InstantText } from "@/ui/values";
import { Field } from "@/ui/Field";
import { CopyButton } from "./CopyButton";

type Stage = { name: "rest" } | { name: "scan"; enrolment: Enrolment } | { name: "codes"; codes: string[] };

/** The second factor: whether it is on, binding an authenticator, and the recovery codes shown once. */
export function FactorSection() {
  const { t } = useTranslation("accounts");
  const { mfa } = useViewer();
  const { reload } = useSession();
  const [stage, setStage] = useState<Stage>({ name: "rest" });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setRefusal("");
    try {
      await work();
    } catch (error) {
      setRefusal(error instanceof AuthRefused ? error.message : t("signIn.network"));
    } finally {
      setBusy(false);
    }
  };
  const begin = () => attempt(async () => setStage({ name: "scan", enrolment: await auth.enrol() }));
  const confirm = (code: string) => attempt(async () => {
    const { recoveryCodes } = await auth.confirmEnrolment(code);
    setStage({ name: "codes", codes: recoveryCodes });
    await reload();
  });

  return (
    <Panel title={t("settings.factor")} hint={t("factor.hint")} extra={mfa.enrolled ? <Chip tone="ok" icon="check">{t("factor.on")}</Chip> : <Chip tone="warn" icon="alert">{t("factor.off")}</Chip>}>
      <div className="col g12">
        {refusal && stage.name === "rest" && <Banner tone="danger">{refusal}</Banner>}
        {stage.name === "rest" && (
          <>
            <dl className="pairs">
              <dt>{t("factor.given")}</dt><dd>{mfa.verifiedAt ? <InstantText value={mfa.verifiedAt} /> : t("factor.notGiven")}</dd>
              {mfa.enrolled && <><dt>{t("factor.codesLeft")}</dt><dd className={mfa.recoveryCodesLeft < 3 ? "warn b" : ""}>{mfa.recoveryCodesLeft}</dd></>}
            </dl>
            {mfa.enrolled && <p className="f12 t2">{t("factor.again")}</p>}
            <div><Button type={mfa.enrolled ? "default" : "primary"} loading={busy} onClick={() => void begin()}>{t(mfa.enrolled ? "factor.rebind" : "factor.bind")}</Button></div>
          </>
        )}
        {stage.name === "scan" && <Scan enrolment={stage.enrolment} busy={busy} refusal={refusal} onConfirm={(code) => void confirm(code)} onLeave={() => setStage({ name: "rest" })} />}
        {stage.name === "codes" && <Codes codes={stage.codes} onKept={() => setStage({ name: "rest" })} />}
      </div>
    </Panel>
  );
}

type ScanProps = { enrolment: Enrolment; busy: boolean; refusal: string; onConfirm: (code: string) => void; onLeave: () => void };

function Scan({ enrolment, busy, refusal, onConfirm, onLeave }: ScanProps) {
  const { t } = useTranslation("accounts");
  const [code, setCode] = useState("");
  return (
    <form className="settings-form" onSubmit={(event) => { event.preventDefault(); onConfirm(code.trim()); }}>
      <p className="f13">{t("factor.scan")}</p>
      <img src={`data:image/svg+xml;utf8,${encodeURIComponent(enrolment.qrSvg)}`} width={180} height={180} alt={t("factor.qr")} style={{ background: "#fff", padding: 8, borderRadius: 8 }} />
      <div>
        <div className="f12 t2">{t("factor.typed")}</div>
        <div className="secret-box"><code className="mono grow">{enrolment.secret}</code><CopyButton text={enrolment.secret} /></div>
      </div>
      <Field label={t("factor.code")} refusal={refusal}>
        {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="numeric" autoComplete="one-time-code" maxLength={8} value={code} onChange={(event) => setCode(event.target.value)} />}
      </Field>
      <div className="row g8">
        <Button type="primary" htmlType="submit" loading={busy} disabled={code.trim().length < 6}>{t("factor.confirm")}</Button>
        <Button onClick={onLeave}>{t("factor.leave")}</Button>
      </div>
    </form>
  );
}

function Codes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation("accounts");
  return (
    <>
      <Banner tone="warn" icon="key"><b>{t("factor.codesTitle")}</b> {t("factor.codesText")}</Banner>
      <div className="recovery-codes">{codes.map((code) => <span key={code}>{code}</span>)}</div>
      <div className="row g8"><CopyButton text={codes.join("\n")} wide /><Button type="primary" onClick={onKept}>{t("factor.kept")}</Button></div>
    </>
  );
}
