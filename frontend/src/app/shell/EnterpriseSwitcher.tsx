import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useSession, useViewer, type Viewer } from "@/session/SessionProvider";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { MenuList, Pop } from "@/ui/Pop";

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
  const name = named(enterprise.name, enterprise.nameEn);
  if (enterprises.length < 2) return <span className="enterprise" title={name}>{face}</span>;

  const choose = (id: string) => {
    if (id === enterprise.id) return;
    actFor(id);
    // The page in view may hold things of the enterprise just left.
    void navigate("/");
  };
  return (
    <Pop
      kind="menu"
      align="left"
      label={t("enterprise.choose")}
      button={(props) => (
        <button type="button" className="enterprise" aria-label={t("enterprise.switch", { name })} {...props}>
          {face}<Icon name="down" size="xs" />
        </button>
      )}
    >
      {(close) => (
        <MenuList
          onClose={close}
          items={enterprises.map((choice) => ({
            key: choice.enterprise.id,
            chosen: choice.enterprise.id === enterprise.id,
            onChoose: () => choose(choice.enterprise.id),
            label: <><b>{named(choice.enterprise.shortName, choice.enterprise.shortNameEn)}</b><span className="t3 f12">{roleOf(choice.chains)}</span></>,
          }))}
        />
      )}
    </Pop>
  );
}
