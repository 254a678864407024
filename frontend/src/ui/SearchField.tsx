import { Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { Icon } from "./icons";

/** Searches while one types, after a short pause; Enter does not wait. Follows `value` when it is cleared from outside. */
export function SearchField({ label, value, onSearch, width = 260 }: {
  label: string; value: string; onSearch: (text: string) => void; width?: number;
}) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (wanted: string, pause: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(wanted.trim()), pause);
  };
  return (
    <Input
      type="search" className="search-field" style={{ width }} prefix={<Icon name="search" size="s" />} value={text}
      placeholder={label} aria-label={label} onPressEnter={() => search(text, 0)}
      onChange={(event) => {
        setText(event.target.value);
        search(event.target.value, 350);
      }}
    />
  );
}
