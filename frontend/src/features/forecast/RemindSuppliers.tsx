import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ForecastsRemindActDocument } from "@/graphql/forecast/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Icon } from "@/ui/icons";
import { useToast } from "@/ui/toast";

/** Asks the suppliers once more who still owe commits: of one version, or of all current ones. */
export function RemindSuppliers({ forecastId, partners }: { forecastId: string; partners: number }) {
  const { t } = useTranslation("forecast");
  const toast = useToast();
  const [remind, busy] = useAct(ForecastsRemindActDocument, (data) => data.forecastsRemind);
  const send = async () => {
    const answer = await remind({ forecastIds: forecastId ? [forecastId] : null });
    const results = answer.payload?.results ?? [];
    const asked = results.filter((one) => one.errors.length === 0).length;
    const refused = whyNot(answer) || (asked === 0 ? results[0]?.errors[0]?.message : "");
    if (refused) toast.error(refused);
    else toast.success(t("reminded", { n: asked }) + (asked < results.length ? t("remindedBefore", { n: results.length - asked }) : ""));
  };
  return <Button type="primary" icon={<Icon name="bell" />} loading={busy} onClick={() => void send()}>{t("remind", { n: partners })}</Button>;
}
