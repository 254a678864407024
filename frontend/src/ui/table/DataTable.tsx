import { Table, type TableProps, type TableColumnType } from "antd";
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, type ComponentRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../keys";
import { cursorAfter, NOWHERE, type Cursor, type CursorEvent } from "./cursor";
import { ROW_HEIGHT, type TableLayout } from "./layout";
import "./table.css";

export type Column<Row> = {
  key: string;
  title: ReactNode;
  /** Plain words for the column picker, where the title is more than text. */
  name?: string;
  width: number;
  align?: "right" | "center";
  /** Keeps its place while the rest scrolls sideways. */
  fixed?: "left" | "right";
  /** Cannot be hidden. */
  always?: boolean;
  /** The list orders by it: the two values of its order argument. */
  sort?: { ascend: string; descend: string };
  render: (row: Row) => ReactNode;
};

export type DataTableProps<Row> = {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: Column<Row>[];
  layout: TableLayout;
  order?: string;
  onOrder?: (order: string) => void;
  /** Ticked rows; without it there is no tick column. */
  selected?: ReadonlySet<string>;
  onSelect?: (keys: ReadonlySet<string>) => void;
  /** Enter or a double click. */
  onOpen?: (row: Row) => void;
  /** Space: look at the row without leaving. */
  onPeek?: (row: Row) => void;
  /** Called with the row the keyboard stands on. */
  onCursor?: (row: Row | null) => void;
  /** Rows to mark as just changed. */
  changed?: ReadonlySet<string>;
  /** Called near the end of what is loaded. */
  onEnd?: () => void;
  /** Shown instead of rows. */
  placeholder?: ReactNode;
  /** Space to leave below the table, in px. */
  below?: number;
};

/** Height left in the window below the table's head, so that only the table scrolls. */
function useRoom(below: number) {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 800, height: 480 });
  useLayoutEffect(() => {
    const measure = () => {
      const box = place.current?.getBoundingClientRect();
      if (!box) return;
      const height = Math.max(240, window.innerHeight - box.top - window.scrollY - below);
      setRoom((old) => (old.width === box.width && old.height === height ? old : { width: box.width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (place.current) observer.observe(place.current);
    window.addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, [below]);
  return { place, room };
}

/** Cursor and ticks; ticks belong to the caller when it holds them. */
function useCursor<Row>({ rows, rowKey, selected, onSelect, onCursor }: DataTableProps<Row>) {
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const [state, dispatch] = useReducer(
    (old: Cursor, event: { event: CursorEvent; keys: readonly string[] }) => cursorAfter(old, event.event, event.keys), NOWHERE,
  );
  const cursor: Cursor = { at: Math.min(state.at, keys.length - 1), selected: selected ?? state.selected };
  const apply = (event: CursorEvent) => {
    const next = cursorAfter(cursor, event, keys);
    if (next.selected !== cursor.selected) onSelect?.(next.selected);
    dispatch({ event: { type: "point", at: next.at }, keys });
    if (next.at !== cursor.at) onCursor?.(rows[next.at] ?? null);
  };
  return { cursor, keys, apply };
}

function useColumns<Row>({ columns, layout, order }: DataTableProps<Row>): TableColumnType<Row>[] {
  return useMemo(() => columns
    .filter((column) => column.always || !layout.hidden.includes(column.key))
    .map((column) => ({
      key: column.key,
      title: column.title,
      width: column.width,
      align: column.align,
      fixed: column.fixed,
      ellipsis: false,
      sorter: column.sort ? true : undefined,
      showSorterTooltip: false,
      sortDirections: ["ascend", "descend", "ascend"] as const,
      sortOrder: column.sort?.ascend === order ? "ascend" as const : column.sort?.descend === order ? "descend" as const : null,
      render: (_: unknown, row: Row) => column.render(row),
    } as TableColumnType<Row>)), [columns, layout.hidden, order]);
}

/** A long list: virtual rows, keys, ticks, order, live marks. Ten thousand rows scroll as fifty do. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation("ui");
  const { rows, rowKey, columns, layout, onOrder, onOpen, onPeek, onEnd, changed, placeholder, label, selected } = props;
  const { place, room } = useRoom(props.below ?? 68);
  const { cursor, keys, apply } = useCursor(props);
  const shownColumns = useColumns(props);
  const table = useRef<ComponentRef<typeof Table<Row>>>(null);
  const current = rows[cursor.at];

  useShortcuts({
    ArrowDown: () => apply({ type: "move", step: 1 }),
    ArrowUp: () => apply({ type: "move", step: -1 }),
    j: () => apply({ type: "move", step: 1 }),
    k: () => apply({ type: "move", step: -1 }),
    "shift+ArrowDown": () => apply({ type: "move", step: 1, extend: true }),
    "shift+ArrowUp": () => apply({ type: "move", step: -1, extend: true }),
    Escape: () => apply({ type: "clear" }),
    ...(selected ? { x: () => apply({ type: "tick" }) } : {}),
    ...(current && onOpen ? { Enter: () => onOpen(current) } : {}),
    ...(current && onPeek ? { " ": () => onPeek(current) } : {}),
  });
  useEffect(() => {
    const key = keys[cursor.at];
    if (key) table.current?.scrollTo({ key });
    // Only a move of the cursor scrolls; rows that arrive do not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [cursor.at]);

  const width = columns.reduce((sum, column) => sum + (layout.hidden.includes(column.key) && !column.always ? 0 : column.width), selected ? 40 : 0);
  const rowSelection: TableProps<Row>["rowSelection"] = selected && {
    selectedRowKeys: [...selected],
    columnWidth: 40,
    preserveSelectedRowKeys: true,
    getTitleCheckboxProps: () => ({ "aria-label": t("table.tickAll") }),
    getCheckboxProps: () => ({ "aria-label": t("table.tick") }),
    onChange: (ticked) => props.onSelect?.(new Set(ticked.map(String))),
  };

  return (
    <div ref={place} className={`data-table ${layout.density}`} role="region" aria-label={label}>
      {placeholder ?? (
        <Table<Row>
          ref={table}
          virtual
          size="small"
          pagination={false}
          rowKey={rowKey}
          columns={shownColumns}
          dataSource={rows as Row[]}
          rowSelection={rowSelection}
          scroll={{ x: Math.max(width, room.width), y: room.height - 34 }}
          rowClassName={(row, index) => [
            index === cursor.at ? "current" : "",
            changed?.has(rowKey(row)) ? "changed" : "",
          ].join(" ")}
          onRow={(row, index) => ({
            style: { height: ROW_HEIGHT[layout.density] },
            onClick: () => apply({ type: "point", at: index ?? -1 }),
            onDoubleClick: () => onOpen?.(row),
          })}
          onChange={(_pagination, _filters, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter;
            const column = columns.find((candidate) => candidate.key === one?.columnKey);
            if (column?.sort && one?.order) onOrder?.(column.sort[one.order]);
          }}
          onScroll={(event) => {
            const box = event.currentTarget;
            if (box.scrollHeight - box.scrollTop - box.clientHeight < 600) onEnd?.();
          }}
        />
      )}
    </div>
  );
}
