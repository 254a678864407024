import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "@/ui/icons";
import { useToast } from "@/ui/toast";

/** Puts a text on the clipboard; where the browser forbids it, says so. */
export function CopyButton({ text, wide = false }: { text: string; wide?: boolean }) {
  const { t } = useTranslation("accounts");
  const toast = useToast();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => toast.success(t("copy.done")),
      () => toast.info(t("copy.failed")),
    );
  };
  return <Button size={wide ? "middle" : "small"} icon={<Icon name="paper" size="s" />} onClick={copy}>{t("copy.do")}</Button>;
}
