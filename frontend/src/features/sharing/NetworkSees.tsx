import { useTranslation } from "react-i18next";
import { NetworkPreviewDocument, type SharedField } from "@/graphql/sharing/graphql";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import type { Step } from "./grains";

type Props = { partnershipId: string; field: SharedField; step: Step; whole?: boolean };
const FIRST = 3;

/** The nodes a partner would see in its chain graph, computed by the server as they would be shared. */
export function NetworkSees({ partnershipId, field, step, whole = false }: Props) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const isShown = step === "EXACT" || step === "ANONYMOUS";
  const preview = useRead(NetworkPreviewDocument, { partnershipId, field, grain: isShown ? step : "EXACT" }, { pause: !isShown });
  if (!isShown) return <span className="f12 t3">{t("sees.NONE")}</span>;
  const nodes = preview.data?.networkPreview ?? [];
  if (nodes.length === 0) return <span className="f12 t3">{t(preview.loading ? "sees.loading" : "sees.nothing")}</span>;
  const told = nodes.slice(0, whole ? nodes.length : FIRST);
  return (
    <div className="f13">
      <div className="f12 t3">{t("sees.nodes", { count: nodes.length, named: nodes.filter((node) => node.kind === "NAMED").length })}</div>
      {told.map((node) => (
        <div key={node.id} className="ell">
          {node.kind === "NAMED" ? named(node.name, node.nameEn) : t("grain.ANONYMOUS")}
          <span className="t3">{[node.category, node.cities.join("、") || node.province].filter(Boolean).map((word) => ` · ${word}`).join("")}</span>
        </div>
      ))}
    </div>
  );
}
