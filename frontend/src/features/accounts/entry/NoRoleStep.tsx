import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { SignInFrame } from "./SignInFrame";

/** Signed in, but nobody has given this person anything to do yet. */
export function NoRoleStep({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation("accounts");
  return (
    <SignInFrame title={t("noRole.title")} hint={t("noRole.hint")}>
      <Button size="large" block onClick={onBack}>{t("code.back")}</Button>
    </SignInFrame>
  );
}
