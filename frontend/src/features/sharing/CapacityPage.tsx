import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { BuyingPartnersDocument, CapacityGroupsDocument, CapacityWeeksDocument } from "@/graphql/sharing/graphql";
import { useExport } from "@/lists/useExport";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { useNamed, useNow } from "@/ui/clock";
import { dayOf } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { LinkButton } from "@/ui/LinkButton";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { GroupDialog } from "./GroupDialog";
import { mondaysFrom } from "./sheet";
import { useSupplyLive } from "./useSupplyLive";
import { WeekSheet } from "./WeekSheet";
import "./sharing.css";

const WEEKS = 13;

/** Our capacity groups, week by week, with what is agreed with whom. */
export default function CapacityPage() {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const [search, setSearch] = useSearchParams();
  const [editing, setEditing] = useState<"new" | "present" | null>(null);
  const groups = useRead(CapacityGroupsDocument, { first: 100 });
  const partners = useRead(BuyingPartnersDocument, { first: 100 });
  const all = groups.data?.capacityGroups.edges.map((edge) => edge.node) ?? [];
  const group = all.find((one) => one.id === search.get("group")) ?? all[0];
  const mondays = mondaysFrom(dayOf(useNow()), WEEKS);
  const filter = { groupId: group?.id, since: mondays[0], until: mondays[WEEKS - 1] };
  const weeks = useRead(CapacityWeeksDocument, { filter, first: 100 }, { pause: !group });
  useSupplyLive(() => { groups.reload(); weeks.reload(); });
  const exporting = useExport("CAPACITY");
  const mayExport = useCan("EXPORT_RUN");
  const mayImport = useCan("IMPORT_RUN");
  const mayWrite = useCan("CAPACITY_WRITE");
  return (
    <div className="sharing">
      <PageHead
        title={t("capacity.title")} hint={t("capacity.hint")}
        acts={
          <div className="row g8 wrap">
            {mayExport && <Button icon={<Icon name="download" />} disabled={!group} loading={exporting.percent !== null} onClick={() => exporting.start({ filter: { groupId: group?.id } })}>{t("capacity.export")}</Button>}
            {mayWrite && mayImport && <LinkButton to="/imports?kind=suppliers.capacity" icon={<Icon name="upload" />}>{t("stock.import")}</LinkButton>}
            {mayWrite && <Button icon={<Icon name="plus" />} onClick={() => setEditing("new")}>{t("capacity.newGroup")}</Button>}
          </div>
        }
      />
      {groups.loading && <Skeleton rows={8} height={36} what={t("capacity.title")} />}
      {groups.failure && <ErrorState what={t("capacity.title")} failure={groups.failure} onRetry={groups.reload} />}
      {groups.data && !group && <Panel><EmptyState icon="factory" title={t("capacity.empty")} act={mayWrite && <Button type="primary" onClick={() => setEditing("new")}>{t("capacity.newGroup")}</Button>}>{t("capacity.emptyText")}</EmptyState></Panel>}
      {group && (
        <Panel
          bare title={
            <Select aria-label={t("capacity.group")} value={group.id} style={{ minWidth: 240 }} onChange={(id) => setSearch({ group: id }, { replace: true })} options={all.map((one) => ({ value: one.id, label: `${one.code} ${named(one.name, one.nameEn)}` }))} />
          }
          hint={t("capacity.where", { site: named(group.site.name, group.site.nameEn), unit: group.unitName })}
          extra={mayWrite && <Button size="small" onClick={() => setEditing("present")}>{t("capacity.editGroup")}</Button>}
        >
          {weeks.data && partners.data
            ? <WeekSheet key={group.id} group={group} mondays={mondays} weeks={weeks.data.capacityWeeks.edges.map((edge) => edge.node)} partners={partners.data.partnerships.edges.map((edge) => edge.node)} mayWrite={mayWrite} onSaved={() => { groups.reload(); weeks.reload(); }} />
            : <Skeleton rows={WEEKS} height={36} what={t("capacity.title")} />}
        </Panel>
      )}
      {editing && <GroupDialog group={editing === "present" && group ? group : null} sites={groups.data?.sites ?? []} onClose={() => setEditing(null)} onSaved={(id) => { setEditing(null); groups.reload(); setSearch({ group: id }, { replace: true }); }} />}
    </div>
  );
}
