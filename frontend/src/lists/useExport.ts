import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "urql";
import { ExportProgressDocument, ExportRunDocument, StartExportDocument, type ExportFormat, type ExportList, type ExportProgressSubscription } from "@/graphql/shell/graphql";
import { useLiveStream } from "@/live/LiveProvider";
import { useAct, whyNot } from "@/session/useAct";
import { useToast } from "@/ui/toast";

type Run = ExportProgressSubscription["exportProgress"];

function download(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

export type ExportWish = { filter?: unknown; order?: string; ids?: string[]; format?: ExportFormat };

/**
 * Exports exactly what a list shows: the same filter and order, or the ticked rows. The file is made on the
 * server and comes as a download as soon as it is ready. `percent` is null while nothing is being made.
 */
export function useExport(list: ExportList): { start: (wish: ExportWish) => void; percent: number | null } {
  const { t } = useTranslation("ui");
  const message = useToast();
  const client = useClient();
  const [act] = useAct(StartExportDocument, (data) => data.exportStart);
  const [run, setRun] = useState<Run | null>(null);

  const take = (next: Run) => {
    if (next.state === "DONE" && next.downloadUrl) {
      download(next.downloadUrl, next.fileName);
      message.success(t("export.done", { count: next.rowCount, file: next.fileName }));
      setRun(null);
    } else if (next.state === "FAILED") {
      message.error(next.error?.message ?? t("export.failed"));
      setRun(null);
    } else {
      setRun(next);
    }
  };
  useLiveStream(ExportProgressDocument, { id: run?.id ?? "" }, (data) => take(data.exportProgress), run !== null);

  // The stream may be cut just when the file is ready; asking now and then makes up for it.
  const running = run?.id;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      void client.query(ExportRunDocument, { id: running }, { requestPolicy: "network-only" }).toPromise()
        .then((result) => result.data?.exportRun && take(result.data.exportRun));
    }, 3_000);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [running, client]);

  const start = (wish: ExportWish) => {
    void act({ list, format: wish.format ?? "XLSX", filter: wish.filter, order: wish.order, ids: wish.ids }).then((answer) => {
      if (answer.payload?.run) take(answer.payload.run);
      else message.error(whyNot(answer) || t("export.failed"));
    });
  };
  return { start, percent: run?.percent ?? null };
}
