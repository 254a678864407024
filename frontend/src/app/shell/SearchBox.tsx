import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/ui/icons";
import { useShortcuts } from "@/ui/keys";

const SearchPalette = lazy(() => import("../search/SearchPalette").then((room) => ({ default: room.SearchPalette })));
const APPLE = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Looks like a field, opens the palette (⌘K, Ctrl K or /). */
export function SearchBox() {
  const { t } = useTranslation("shell");
  const [opened, setOpened] = useState(false);
  const [open, setOpen] = useState(false);
  const show = () => {
    setOpened(true);
    setOpen(true);
  };
  useShortcuts({ "mod+k": show, "/": show });
  return (
    <>
      <button type="button" className="search" onClick={show}>
        <span className="sr">{t("search.label")}</span>
        <Icon name="search" size="s" />
        <span>{t("search.hint")}</span>
        <span className="grow" />
        <span className="key" aria-hidden>{APPLE ? "⌘K" : "Ctrl K"}</span>
      </button>
      {opened && <Suspense fallback={null}><SearchPalette open={open} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
