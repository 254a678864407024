import { useTranslation } from "react-i18next";
import { useCan } from "@/session/SessionProvider";
import { PageHead } from "@/ui/layout";
import { ExportRuns } from "./ExportRuns";
import { ImportRuns } from "./ImportRuns";
import { StartImport } from "./StartImport";
import "./exchange.css";

/** Files in and out: start an import, see what was imported and exported. */
export default function ImportsPage() {
  const { t } = useTranslation("exchange");
  const mayImport = useCan("IMPORT_RUN");
  const mayExport = useCan("EXPORT_RUN");
  return (
    <div className="exchange">
      <PageHead title={t("title")} hint={t("hint")} />
      <div className="col g16">
        {mayImport && <StartImport />}
        {mayImport && <ImportRuns />}
        {mayExport && <ExportRuns />}
      </div>
    </div>
  );
}
