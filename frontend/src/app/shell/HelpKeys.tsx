import { Modal, Switch } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Icon } from "@/ui/icons";
import { letterKeysOn, setLetterKeys, useShortcuts } from "@/ui/keys";

const KEYS = ["search", "move", "open", "select", "extend", "filter", "views", "export", "remind", "go", "help", "close"] as const;
const GO: Record<string, string> = { w: "/", o: "/orders", c: "/confirm", n: "/notifications" };

/** `?` shows all keys; `g` and a letter goes somewhere. */
export function HelpKeys() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [letters, setLetters] = useState(letterKeysOn);
  const goPressedAt = useRef(0);

  const second = (letter: string) => () => {
    const to = GO[letter];
    if (to && Date.now() - goPressedAt.current < 1_200) void navigate(to);
    goPressedAt.current = 0;
  };
  useShortcuts({
    "?": () => setOpen(true),
    g: () => (goPressedAt.current = Date.now()),
    w: second("w"), o: second("o"), c: second("c"), n: second("n"),
  });

  return (
    <>
      <button type="button" className="icon-button help" aria-label={t("help.title")} onClick={() => setOpen(true)}>
        <Icon name="help" />
      </button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t("help.title")} width={480} destroyOnHidden>
        <table className="plain dense">
          <tbody>
            {KEYS.map((key) => (
              <tr key={key}>
                <td style={{ width: 150 }}><span className="key">{t(`help.key.${key}`)}</span></td>
                <td>{t(`help.act.${key}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <label className="row g8" style={{ marginTop: 16 }}>
          <Switch
            size="small"
            checked={letters}
            onChange={(on) => {
              setLetterKeys(on);
              setLetters(on);
            }}
          />
          <span className="f13">{t("help.letters")}</span>
        </label>
      </Modal>
    </>
  );
}
