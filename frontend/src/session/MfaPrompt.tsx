import { Button, Input, Modal } from "antd";
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { auth, AuthRefused } from "./rest";

/** Asks for the second factor; true once the server has accepted it, false when the person gave up. */
type Ask = () => Promise<boolean>;
const AskContext = createContext<Ask>(() => Promise.resolve(false));

export function useSecondFactor(): Ask {
  return useContext(AskContext);
}

/** One dialog for every act that needs the second factor; what was being done goes on afterwards. */
export function MfaPromptProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState("");
  const settle = useRef<((given: boolean) => void) | null>(null);

  const ask = useCallback<Ask>(() => {
    settle.current?.(false);
    setCode("");
    setRefusal("");
    setOpen(true);
    return new Promise((resolve) => (settle.current = resolve));
  }, []);

  const close = (given: boolean) => {
    setOpen(false);
    settle.current?.(given);
    settle.current = null;
  };

  const submit = async () => {
    setBusy(true);
    setRefusal("");
    try {
      await auth.secondFactor(code.trim());
      close(true);
    } catch (error) {
      setRefusal(error instanceof AuthRefused ? error.message : t("mfa.network"));
    } finally {
      setBusy(false);
    }
  };

  return (
    <AskContext.Provider value={ask}>
      {children}
      <Modal
        open={open}
        title={t("mfa.title")}
        onCancel={() => close(false)}
        destroyOnHidden
        width={400}
        footer={[
          <Button key="no" onClick={() => close(false)}>{t("mfa.cancel")}</Button>,
          <Button key="yes" type="primary" loading={busy} disabled={code.trim().length < 6} onClick={() => void submit()}>
            {t("mfa.submit")}
          </Button>,
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
    </AskContext.Provider>
  );
}
