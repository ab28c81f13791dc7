import { ChevronsDown, ChevronsUp, CircleMinus, CirclePlus, ListFilter } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Fragment, cloneElement, useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { PopupMenu } from '../popup/PopupMenu.tsx';
import { LOADING, useKit } from '../popup/use-kit.ts';
import type { Kit } from '../popup/use-kit.ts';
import { toVisibleLine } from '../visible-text.ts';
import css from './cell-menu.module.css';
import { cellAt, cellsOf } from './cells.ts';
import { CopyValue } from './CopyValue.tsx';
import { RowItems } from './RowItems.tsx';
import type { RowUse } from './RowItems.tsx';

/** Something to do with the value of a cell. */
export interface CellAction {
  readonly kind: 'include' | 'exclude' | 'at-least' | 'at-most';
  readonly label: string;
  readonly run: () => void;
}

/** What can be done with one value, under what it is. */
export interface CellActions {
  /** The value with its name, such as `status not_found`. */
  readonly title: string;
  /** The value itself, in full, to be copied; left out where there is none. */
  readonly value?: string;
  readonly actions: readonly CellAction[];
}

const SIGNS: Readonly<Record<CellAction['kind'], LucideIcon>> = {
  include: CirclePlus,
  exclude: CircleMinus,
  'at-least': ChevronsUp,
  'at-most': ChevronsDown,
};

/** The items of a menu on values. */
export function CellActionItems(props: {
  readonly menu: Kit['Menu'];
  readonly values: readonly CellActions[];
}): ReactNode {
  const { menu: Menu, values } = props;
  return values.map(({ title, actions }, index) => (
    <Fragment key={title}>
      {index > 0 && <Menu.Divider />}
      <Menu.Label className={css.title}>{toVisibleLine(title, 80)}</Menu.Label>
      {actions.map(({ kind, label, run }) => {
        const Sign = SIGNS[kind];
        return (
          <Menu.Item key={label} leftSection={<Sign size={14} strokeWidth={1.5} aria-hidden />} onClick={run}>
            {label}
          </Menu.Item>
        );
      })}
    </Fragment>
  ));
}

/** A value in words that opens what can be done with it. */
export function ValueMenu(props: {
  readonly values: readonly CellActions[];
  /** What the menu is for: its tooltip, read after the value. */
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { values, label, className, children } = props;
  if (values.length === 0) return children;
  return (
    <PopupMenu
      position="bottom-start"
      width={240}
      trigger={
        <button type="button" className={`${css.value} ${className ?? ''}`} title={label}>
          {children}
        </button>
      }
    >
      {(Menu) => <CellActionItems menu={Menu} values={values} />}
    </PopupMenu>
  );
}

/**
 * Opens what can be done with the values of a row, where no pointer can be held over a cell. The table's `CellMenu`
 * hears of it.
 */
export function RowMenuButton(): ReactNode {
  return (
    <button
      type="button"
      className={css.row}
      data-row-menu
      aria-label="Filter by a value of this row"
      aria-haspopup="menu"
    >
      <ListFilter size={16} strokeWidth={1.5} aria-hidden />
    </button>
  );
}

/** Where the button is, and the cell it belongs to; without a column, to all of the row. */
interface Place {
  readonly left: number;
  readonly top: number;
  readonly row: string;
  readonly column: string | null;
}

/** The side of the button, in pixels. */
const SIZE = 24;

/**
 * One button for all cells of a table: it comes to the cell under the pointer; `f` brings it to the row that has the
 * focus, and so does a row's own button, with what can be done with each of its values. Rows say who they are by `data-key`, cells by
 * `data-column`.
 */
export function CellMenu(
  props: RowUse & {
    readonly table: RefObject<HTMLElement | null>;
    readonly actionsOf: (row: string, column: string) => readonly CellActions[];
  },
): ReactNode {
  const { table, actionsOf, onSelect, selected, onPreview } = props;
  const [place, setPlace] = useState<Place | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const returnTo = useRef<HTMLElement | null>(null);
  const latest = useRef({ actionsOf, isOpen });
  useEffect(() => {
    latest.current = { actionsOf, isOpen };
  });
  useEffect(() => {
    const box = table.current;
    if (box === null) return;
    const hide = (): void => {
      if (!latest.current.isOpen) setPlace(null);
    };
    let pointer: { readonly x: number; readonly y: number } | null = null;
    const leave = (): void => {
      pointer = null;
      hide();
    };
    const comeTo = (target: EventTarget | null, clientX: number): void => {
      // On the button itself: it stays.
      if (target instanceof Node && button.current?.contains(target) === true) return;
      const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;
      const cell = row === null ? null : cellAt(row, clientX);
      const place = row === null || cell === null ? null : placeIn(row, cell, latest.current.actionsOf);
      setPlace((before) => (isSame(before, place) ? before : place));
    };
    const onPointerMove = ({ pointerType, target, clientX: x, clientY: y }: PointerEvent): void => {
      if (latest.current.isOpen || pointerType !== 'mouse') return;
      pointer = { x, y };
      comeTo(target, x);
    };
    /** Rows were scrolled below a pointer that rests: it is on another cell now. */
    const onScrolled = (): void => {
      if (latest.current.isOpen || pointer === null) return;
      const target = document.elementFromPoint(pointer.x, pointer.y);
      if (target !== null && box.contains(target)) comeTo(target, pointer.x);
    };
    const openFor = (row: HTMLElement, from: HTMLElement): void => {
      const { left, bottom } = from.getBoundingClientRect();
      returnTo.current = from;
      setPlace({ left, top: bottom - SIZE, row: row.dataset['key'] ?? '', column: null });
      // The menu opens at a button that is there already.
      requestAnimationFrame(() => setIsOpen(true));
    };
    const onClick = ({ target }: MouseEvent): void => {
      const from = target instanceof Element ? target.closest<HTMLElement>('[data-row-menu]') : null;
      const row = from?.closest<HTMLElement>('tr[data-key]') ?? null;
      if (from !== null && row !== null) openFor(row, from);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (key !== 'f' || ctrlKey || metaKey || altKey) return;
      if (!(target instanceof HTMLElement) || !target.matches('a[data-row-link]')) return;
      const row = target.closest<HTMLElement>('tr[data-key]');
      if (row === null) return;
      event.preventDefault();
      openFor(row, target);
    };
    box.addEventListener('pointermove', onPointerMove);
    box.addEventListener('pointerleave', leave);
    box.addEventListener('keydown', onKeyDown);
    box.addEventListener('click', onClick);
    document.addEventListener('scroll', hide, { capture: true, passive: true });
    document.addEventListener('scrollend', onScrolled, { capture: true });
    return () => {
      box.removeEventListener('pointermove', onPointerMove);
      box.removeEventListener('pointerleave', leave);
      box.removeEventListener('keydown', onKeyDown);
      box.removeEventListener('click', onClick);
      document.removeEventListener('scroll', hide, { capture: true });
      document.removeEventListener('scrollend', onScrolled, { capture: true });
    };
  }, [table]);
  const { kit, opened } = useKit(isOpen);
  if (place === null) return null;
  const values =
    place.column === null ? allOf(table.current, place.row, actionsOf) : actionsOf(place.row, place.column);
  const copied = place.column === null ? undefined : values.find(({ value }) => value !== undefined)?.value;
  const onChange = (opened: boolean): void => {
    setIsOpen(opened);
    if (opened) return;
    setPlace(null);
    returnTo.current?.focus();
    returnTo.current = null;
  };
  const trigger = (
    <button
      ref={button}
      type="button"
      tabIndex={-1}
      className={css.button}
      style={{ left: place.left, top: place.top }}
      aria-label="Filter by this value"
      title="Filter by this value"
      aria-haspopup="menu"
      {...LOADING}
    >
      <ListFilter size={14} strokeWidth={1.5} aria-hidden />
    </button>
  );
  if (kit === null) return cloneElement(trigger, { onClick: () => setIsOpen(true) });
  const { KitTheme, Menu } = kit;
  return (
    <KitTheme>
      <Menu opened={opened} onChange={onChange} position="bottom-start" width={240} returnFocus={false}>
        <Menu.Target>{trigger}</Menu.Target>
        <Menu.Dropdown mah={400} style={{ overflowY: 'auto' }}>
          <CellActionItems menu={Menu} values={values} />
          {place.column === null && (
            <RowItems menu={Menu} row={place.row} {...{ onSelect, selected, onPreview }} />
          )}
          {copied !== undefined && <CopyValue menu={Menu} value={copied} onCopied={() => onChange(false)} />}
        </Menu.Dropdown>
      </Menu>
    </KitTheme>
  );
}

function isSame(one: Place | null, two: Place | null): boolean {
  return one?.row === two?.row && one?.column === two?.column && one?.top === two?.top;
}

function placeIn(
  row: HTMLElement,
  cell: HTMLElement,
  actionsOf: (row: string, column: string) => readonly CellActions[],
): Place | null {
  const key = row.dataset['key'] ?? '';
  const column = cell.dataset['column'] ?? '';
  if (actionsOf(key, column).length === 0) return null;
  const { left, right, top, height } = cell.getBoundingClientRect();
  const isLeft = cell.dataset['align'] === 'left';
  // Beside the value, not on it.
  return {
    left: isLeft ? right - SIZE - 2 : left - SIZE / 2,
    top: top + (height - SIZE) / 2,
    row: key,
    column,
  };
}

function allOf(
  table: HTMLElement | null,
  key: string,
  actionsOf: (row: string, column: string) => readonly CellActions[],
): CellActions[] {
  return cellsOf(table, key).flatMap(({ dataset }) => actionsOf(key, dataset['column'] ?? ''));
}
