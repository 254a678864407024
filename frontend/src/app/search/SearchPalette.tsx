import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Icon } from "@/ui/icons";
import { useSearch, type Found } from "./useSearch";

function FoundRow({ found, current, onTake, onPoint }: { found: Found; current: boolean; onTake: () => void; onPoint: () => void }) {
  return (
    <div
      id={`found-${found.key}`}
      role="option"
      aria-selected={current}
      tabIndex={-1}
      className={current ? "found current" : "found"}
      onMouseMove={onPoint}
      onClick={onTake}
      onKeyDown={(event) => event.key === "Enter" && onTake()}
    >
      <Icon name={found.icon} size="s" />
      <span className="b nw">{found.title}</span>
      <span className="t3 f12 ell">{found.hint}</span>
    </div>
  );
}

/** Everything within one's rights, by number or name; ↑↓ and Enter. */
export function SearchPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { found, searching, failed } = useSearch(open ? typed : "");
  const current = Math.min(at, Math.max(0, found.length - 1));

  const take = (one: Found | undefined) => {
    if (!one) return;
    onClose();
    setTyped("");
    void navigate(one.to);
  };
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(current + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(current - 1, 0));
    else if (event.key === "Enter") take(found[current]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal open={open} onCancel={onClose} footer={null} closable={false} width={560} style={{ top: 80 }} className="palette" title={<span className="sr">{t("search.label")}</span>} destroyOnHidden>
      <label className="palette-field">
        <Icon name="search" />
        <span className="sr">{t("search.label")}</span>
        <input
          // The palette opens because somebody wants to type.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="found"
          aria-activedescendant={found[current] ? `found-${found[current].key}` : undefined}
          value={typed}
          placeholder={t("search.hint")}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      </label>
      <div id="found" role="listbox" aria-label={t("search.found")} className="found-list">
        {found.map((one, index) => {
          const first = found[index - 1]?.group !== one.group;
          return (
            <div key={`${one.group}-${one.key}`}>
              {first && <div className="found-group">{t(`search.group.${one.group}`)}</div>}
              <FoundRow found={one} current={index === current} onTake={() => take(one)} onPoint={() => setAt(index)} />
            </div>
          );
        })}
      </div>
      <p className="f12 t3 palette-foot" role="status">
        {failed || (searching ? t("search.searching") : found.length === 0 ? t("search.none", { text: typed }) : t("search.keys"))}
      </p>
    </Modal>
  );
}
