import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NoticesDocument } from "@/graphql/shell/graphql";
import { useLiveNotice } from "@/live/LiveProvider";
import { usePages } from "@/live/usePages";
import { Segments } from "@/ui/chips";
import { PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { NoticeRow } from "./NoticeRow";
import { useMarkRead } from "./useMarkRead";

const PAGE = 50;

export default function NoticesPage() {
  const { t } = useTranslation("shell");
  const [which, setWhich] = useState<"all" | "unread">("all");
  const list = usePages(NoticesDocument, { first: PAGE, unreadOnly: which === "unread" }, (data) => data.notifications);
  const markRead = useMarkRead(list.reload);
  useLiveNotice(list.reload);
  const unread = list.head?.notifications.unreadCount ?? 0;
  const rest = (list.head?.notifications.totalCount ?? 0) - list.rows.length;

  return (
    <>
      <PageHead
        title={t("notice.title")}
        acts={
          <span className="row g8">
            <Segments
              label={t("notice.tab")}
              value={which}
              onChange={setWhich}
              choices={[{ key: "all", label: t("notice.tabAll") }, { key: "unread", label: t("notice.tabUnread"), count: unread }]}
            />
            {unread > 0 && <Button onClick={() => markRead()}>{t("notice.readAll")}</Button>}
          </span>
        }
      />
      <Panel bare foot={list.hasMore && (
        <Button size="small" loading={list.loadingMore} onClick={list.more}>{t("notice.more", { count: Math.min(PAGE, rest) })}</Button>
      )}>
        {list.loading && <Skeleton rows={10} height={44} />}
        {list.failure && <ErrorState what={t("notice.title")} failure={list.failure} onRetry={list.reload} />}
        {!list.loading && !list.failure && list.rows.length === 0 && (
          <EmptyState icon="bell" title={t("notice.empty")}>{t("notice.emptyHint")}</EmptyState>
        )}
        {list.rows.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onOpen={() => !notice.readAt && markRead([notice.id])} />
        ))}
      </Panel>
    </>
  );
}
