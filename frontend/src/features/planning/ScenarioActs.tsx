import { Button, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanScenarioArchiveDocument, PlanScenarioCopyDocument } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Icon } from "@/ui/icons";
import type { Scenario } from "./assumptions";

/** What the dialog is opened for: a new scenario, or one there is. */
export type ScenarioOpen = { scenario: Scenario | null };
type Props = { scenario: Scenario; onOpen: (open: ScenarioOpen) => void; onChanged: () => void };

/** Change, copy, put away. */
export function ScenarioActs({ scenario, onOpen, onChanged }: Props) {
  const { t } = useTranslation("planning");
  const [copy, copying] = useAct(PlanScenarioCopyDocument, (answer) => answer.planScenarioCopy);
  const [archive, archiving] = useAct(PlanScenarioArchiveDocument, (answer) => answer.planScenarioArchive);
  const [refused, setRefused] = useState("");
  const done = (answer: Parameters<typeof whyNot>[0]) => {
    setRefused(answer.ok ? "" : whyNot(answer));
    onChanged();
  };
  return (
    <span className="row g4">
      {refused && <span className="danger f12" role="alert">{refused}</span>}
      <Button size="small" type="text" icon={<Icon name="pen" />} aria-label={t("scenario.edit", { name: scenario.name })} onClick={() => onOpen({ scenario })} />
      <Button size="small" type="text" icon={<Icon name="paper" />} loading={copying} aria-label={t("scenario.copy", { name: scenario.name })} onClick={() => void copy({ scenarioId: scenario.id, name: t("scenario.copyName", { name: scenario.name }).slice(0, 60) }).then(done)} />
      <Popconfirm title={t("scenario.archiveAsk")} okText={t("scenario.archiveYes")} cancelText={t("cancel")} onConfirm={() => void archive({ scenarioId: scenario.id, version: scenario.version }).then(done)}>
        <Button size="small" type="text" icon={<Icon name="cross" />} loading={archiving} aria-label={t("scenario.archive", { name: scenario.name })} />
      </Popconfirm>
    </span>
  );
}
