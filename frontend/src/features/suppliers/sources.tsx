/** Columns and cells of a source of supply, the same on the partner's and on the item's page. */
import { useTranslation } from "react-i18next";
import { Chip } from "@/ui/chips";
import { groupDigits } from "@/ui/format";

export function SourceHead({ first }: { first: string }) {
  const { t } = useTranslation("suppliers");
  return (
    <thead>
      <tr>
        <th>{first}</th><th>{t("source.theirNumber")}</th><th className="r">{t("source.price")}</th><th className="r">{t("source.minimum")}</th>
        <th className="r">{t("source.multiple")}</th><th>{t("source.unit")}</th><th className="r">{t("source.leadTime")}</th><th className="r">{t("source.share")}</th><th>{t("source.approved")}</th>
      </tr>
    </thead>
  );
}

export function ApprovedChip({ isApproved }: { isApproved: boolean }) {
  const { t } = useTranslation("suppliers");
  return isApproved ? <Chip tone="ok" icon="check">{t("source.yes")}</Chip> : <Chip tone="neut" icon="clock">{t("source.no")}</Chip>;
}

/** Bounds of the quota as the server gives them, in per cent. */
export function ShareText({ min, max }: { min: string; max: string }) {
  return <>{groupDigits(min)}–{groupDigits(max)}%</>;
}
