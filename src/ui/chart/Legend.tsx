import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react';
import { hiddenAlone, hiddenToggled, shownOf } from './hidden-lines.ts';
import type { LegendEntry, LegendUse } from './hidden-lines.ts';
import css from './legend.module.css';

/** A finger that rests so long means what a click with Ctrl or Cmd means. In milliseconds. */
const LONG_PRESS = 450;

/** As wide as a dash pattern needs to be told from another. */
const SAMPLE = 20;

const HELP = 'Click: alone. Ctrl or Cmd with a click, or a long press: show or hide';

/**
 * The lines of a chart by name, each a button: pressed is what is drawn. A click, or Enter, draws one alone, and all again where it was
 * alone; with Ctrl, Cmd or Shift, and at a long press, it is drawn or left away beside the others. Resting on one emphasises it.
 */
export function Legend(props: {
  /** Of the chart. */
  readonly name: string;
  readonly entries: readonly LegendEntry[];
  readonly use: LegendUse;
  readonly onEmphasise: (id: string | null) => void;
}): ReactNode {
  const { name, entries, use, onEmphasise } = props;
  const { hidden, onHide } = use;
  const ids = entries.map(({ id }) => id);
  const shown = new Set(shownOf(entries, hidden).map(({ id }) => id));
  const [said, setSaid] = useState('');
  const press = useLongPress();
  const hide = (next: readonly string[]): void => {
    onHide(next, ids);
    const left = entries.filter(({ id }) => !next.includes(id)).map(({ label }) => label);
    setSaid(next.length === 0 ? 'All lines are shown' : `Shown: ${left.join(', ')}`);
  };
  const toggle = (id: string): void => hide(hiddenToggled(ids, hidden, id));
  const onClick = (id: string, { ctrlKey, metaKey, shiftKey }: MouseEvent): void => {
    if (press.wasLong()) return;
    if (ctrlKey || metaKey || shiftKey) toggle(id);
    else hide(hiddenAlone(ids, hidden, id));
  };
  const onKeyDown = (id: string, event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    // With Ctrl a browser makes no click of these keys.
    if ((key !== 'Enter' && key !== ' ') || !(ctrlKey || metaKey || shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(id);
  };
  return (
    <div className={css.legend} role="group" aria-label={`Lines of ${name}`}>
      {entries.map(({ id, label, colour, dashes }) => (
        <button
          key={id}
          type="button"
          aria-pressed={shown.has(id)}
          aria-keyshortcuts="Enter Control+Enter"
          title={HELP}
          onClick={(event) => onClick(id, event)}
          onKeyDown={(event) => onKeyDown(id, event)}
          onPointerDown={(event) => press.begin(event, () => toggle(id))}
          onPointerUp={press.end}
          onPointerCancel={press.end}
          onContextMenu={press.onContextMenu}
          onPointerEnter={({ pointerType }) => pointerType !== 'touch' && onEmphasise(id)}
          onPointerLeave={() => {
            press.end();
            onEmphasise(null);
          }}
          onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && onEmphasise(id)}
          onBlur={() => onEmphasise(null)}
        >
          {dashes === undefined ? (
            <i style={{ background: colour }} aria-hidden />
          ) : (
            <svg width={SAMPLE} height={8} aria-hidden>
              <path
                d={`M1 4H${SAMPLE - 1}`}
                stroke={colour}
                strokeWidth={2}
                {...(dashes === null ? {} : { strokeDasharray: dashes })}
              />
            </svg>
          )}
          <span>{label}</span>
        </button>
      ))}
      <span className="hidden" role="status">
        {said}
      </span>
    </div>
  );
}

/** Tells a finger that rests from one that taps. */
function useLongPress(): {
  readonly begin: (event: PointerEvent, act: () => void) => void;
  readonly end: () => void;
  /** Whether the click that follows was the end of a long press; asked once. */
  readonly wasLong: () => boolean;
  readonly onContextMenu: (event: MouseEvent) => void;
} {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isLong = useRef(false);
  const isTouch = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    begin: ({ pointerType }, act) => {
      isLong.current = false;
      isTouch.current = pointerType === 'touch';
      if (!isTouch.current) return;
      timer.current = setTimeout(() => {
        isLong.current = true;
        act();
      }, LONG_PRESS);
    },
    end: () => clearTimeout(timer.current),
    wasLong: () => {
      const was = isLong.current;
      isLong.current = false;
      return was;
    },
    // A finger that rests would open the browser's menu; a mouse's right button still does.
    onContextMenu: (event) => {
      if (isTouch.current) event.preventDefault();
    },
  };
}
