import { ChevronDown, ChevronUp, Minus, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import css from './column-editor.module.css';
import type { Arranging } from './use-column-drag.ts';

/** A column that can be left away, moved, and made wider or narrower. */
export interface EditedColumn {
  readonly id: string;
  readonly label: string;
  readonly isShown: boolean;
  /** Whether it has to stay: what the table is sorted by is always shown. */
  readonly isFixed: boolean;
  /** Pixels. */
  readonly width: number;
}

/** How much wider or narrower a press makes a column, in pixels. */
const STEP = 8;

/**
 * All columns of a table with what can be done about each, by mouse, touch and keys: what is done by dragging in the
 * head of the table is done here without.
 */
export function ColumnEditor(
  props: Arranging & {
    /** From left to right. */
    readonly columns: readonly EditedColumn[];
    readonly onShow: (id: string, isShown: boolean) => void;
    /** Makes all columns what they usually are; null where they are. */
    readonly onReset: (() => void) | null;
  },
): ReactNode {
  const { columns, onShow, onMove, onResize, onReset } = props;
  const list = useRef<HTMLUListElement>(null);
  /** What was pressed last: its row moves, and the browser takes the focus from what moves. */
  const pressed = useRef<string | null>(null);
  useEffect(() => {
    if (pressed.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-press="${pressed.current}"]`)?.focus();
    pressed.current = null;
  });
  const move = (id: string, by: 'left' | 'right', before: string | null): void => {
    pressed.current = `${id} ${by}`;
    onMove(id, before);
  };
  return (
    <div>
      <ul ref={list} className={css.list}>
        {columns.map(({ id, label, isShown, isFixed, width }, index) => (
          <li key={id} className={css.row}>
            <label className={css.name}>
              <input
                type="checkbox"
                checked={isShown}
                disabled={isFixed}
                onChange={() => onShow(id, !isShown)}
              />
              {label}
            </label>
            <Press
              name={`Move ${label} left`}
              press={`${id} left`}
              icon={<ChevronUp size={14} strokeWidth={1.5} aria-hidden />}
              onClick={index === 0 ? null : () => move(id, 'left', columns[index - 1]?.id ?? null)}
            />
            <Press
              name={`Move ${label} right`}
              press={`${id} right`}
              icon={<ChevronDown size={14} strokeWidth={1.5} aria-hidden />}
              onClick={
                index === columns.length - 1 ? null : () => move(id, 'right', columns[index + 2]?.id ?? null)
              }
            />
            <Press
              name={`Make ${label} narrower`}
              icon={<Minus size={14} strokeWidth={1.5} aria-hidden />}
              onClick={() => onResize(id, width - STEP)}
            />
            <Press
              name={`Make ${label} wider`}
              icon={<Plus size={14} strokeWidth={1.5} aria-hidden />}
              onClick={() => onResize(id, width + STEP)}
            />
          </li>
        ))}
      </ul>
      {onReset !== null && (
        <Button look="ghost" size="small" onClick={onReset}>
          Reset columns
        </Button>
      )}
    </div>
  );
}

function Press(props: {
  readonly name: string;
  readonly press?: string;
  readonly icon: ReactNode;
  readonly onClick: (() => void) | null;
}): ReactNode {
  const { name, press, icon, onClick } = props;
  return (
    <button
      type="button"
      className={css.press}
      aria-label={name}
      title={name}
      data-press={press}
      // Stays in the order of the keys where it can do nothing, so that the focus is not lost at either end.
      aria-disabled={onClick === null ? true : undefined}
      onClick={onClick ?? undefined}
    >
      {icon}
    </button>
  );
}
