import { Modal, Switch } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { letterKeysOn, setLetterKeys } from "@/ui/keys";

const KEYS = ["search", "move", "open", "select", "extend", "filter", "export", "remind", "go", "help", "close"] as const;

/** All keys, and the switch for those of a single letter. */
export default function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation("shell");
  const [letters, setLetters] = useState(letterKeysOn);
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t("help.title")} width={480} destroyOnHidden>
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
  );
}
