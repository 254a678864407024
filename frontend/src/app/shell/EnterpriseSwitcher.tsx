import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession, useViewer, type Viewer } from "@/session/SessionProvider";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";

type Seat = Viewer["chains"][number];

/** The enterprise this tab acts for, and the others it may act for. */
export function EnterpriseSwitcher() {
  const { t } = useTranslation("shell");
  const named = useNamed();
  const navigate = useNavigate();
  const { actFor } = useSession();
  const { enterprise, chains, enterprises } = useViewer();

  const roleOf = (seats: Pick<Seat, "role">[]) => [...new Set(seats.map((seat) => t(`ui:chainRole.${seat.role}`)))].join(" · ");
  const face = (
    <>
      <Icon name="factory" size="s" />
      <b className="ell">{named(enterprise.shortName, enterprise.shortNameEn)}</b>
      <span className="t3 ell">{roleOf(chains)}</span>
    </>
  );
  if (enterprises.length < 2) return <span className="enterprise" title={named(enterprise.name, enterprise.nameEn)}>{face}</span>;

  const items = enterprises.map((choice) => ({
    key: choice.enterprise.id,
    label: (
      <span className="row g8">
        <b>{named(choice.enterprise.shortName, choice.enterprise.shortNameEn)}</b>
        <span className="t3 f12">{roleOf(choice.chains)}</span>
      </span>
    ),
  }));
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        selectable: true,
        selectedKeys: [enterprise.id],
        onClick: ({ key }) => {
          if (key === enterprise.id) return;
          actFor(key);
          // The page in view may hold things of the enterprise just left.
          void navigate("/");
        },
      }}
    >
      <button type="button" className="enterprise" aria-label={t("enterprise.switch", { name: named(enterprise.name, enterprise.nameEn) })}>
        {face}
        <Icon name="down" size="xs" />
      </button>
    </Dropdown>
  );
}
