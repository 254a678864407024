import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { MissingState } from "@/ui/page-states";

export function NotFoundPage() {
  const { t } = useTranslation("shell");
  return <MissingState act={<Link to="/">{t("menu.worklist")}</Link>} />;
}
