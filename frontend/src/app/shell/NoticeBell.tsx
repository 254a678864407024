import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { NoticesDocument } from "@/graphql/shell/graphql";
import { useRead } from "@/session/useRead";
import { useLiveNotice } from "@/live/LiveProvider";
import { Icon } from "@/ui/icons";
import { Pop } from "@/ui/Pop";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { NoticeRow } from "../notices/NoticeRow";
import { useMarkRead } from "../notices/useMarkRead";

const SHOWN = 8;

function Latest({ onClose, onRead }: { onClose: () => void; onRead: () => void }) {
  const { t } = useTranslation("shell");
  const { data, failure, loading, reload } = useRead(NoticesDocument, { first: SHOWN, unreadOnly: false });
  const refresh = () => {
    reload();
    onRead();
  };
  const markRead = useMarkRead(refresh);
  useLiveNotice(reload);
  const edges = data?.notifications.edges ?? [];
  return (
    <div className="notices-pop">
      <div className="panel-head">
        <h2>{t("notice.title")}</h2>
        <span className="grow" />
        {(data?.notifications.unreadCount ?? 0) > 0 && (
          <button type="button" className="link-button f12" onClick={() => markRead()}>{t("notice.readAll")}</button>
        )}
      </div>
      {loading && <Skeleton rows={4} />}
      {failure && <ErrorState what={t("notice.title")} failure={failure} onRetry={reload} />}
      {data && edges.length === 0 && <EmptyState icon="bell" title={t("notice.empty")} />}
      {edges.map(({ node }) => (
        <NoticeRow
          key={node.id}
          notice={node}
          onOpen={(notice) => {
            if (!notice.readAt) markRead([notice.id]);
            onClose();
          }}
        />
      ))}
      <div className="panel-foot"><Link to="/notifications" onClick={onClose}>{t("notice.all")}</Link></div>
    </div>
  );
}

/** The bell with the count of unread notices, and the latest of them. */
export function NoticeBell({ unread, onRead }: { unread: number; onRead: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <Pop
      label={t("notice.title")}
      button={(props) => (
        <button type="button" className="icon-button" {...props}>
          <span className="sr">{t("notice.bell", { count: unread })}</span>
          <Icon name="bell" />
          {unread > 0 && <b aria-hidden>{unread > 99 ? "99+" : unread}</b>}
        </button>
      )}
    >
      {(close) => <Latest onClose={close} onRead={onRead} />}
    </Pop>
  );
}
