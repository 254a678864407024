import { App, Button } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "@/ui/icons";

/** Puts a text on the clipboard; where the browser forbids it, says so. */
export function CopyButton({ text, wide = false }: { text: string; wide?: boolean }) {
  const { t } = useTranslation("accounts");
  const { message } = App.useApp();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => void message.success(t("copy.done")),
      () => void message.warning(t("copy.failed")),
    );
  };
  return <Button size={wide ? "middle" : "small"} icon={<Icon name="paper" size="s" />} onClick={copy}>{t("copy.do")}</Button>;
}
