import { Minus, Pin, PinOff, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { durationParts, formatCount } from '../../ui/format.ts';
import { toVisible, toVisibleLine } from '../../ui/visible-text.ts';
import css from './DetailParts.module.css';

/** A part of the details under a heading of its own. */
export function Section(props: {
  readonly title: string;
  readonly note?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { title, note, action, children } = props;
  return (
    <section className={css.section} aria-label={title}>
      <h3 className={css.heading}>
        {title}
        {note !== undefined && <span className={css.aside}>{note}</span>}
        {action !== undefined && <span className={css.action}>{action}</span>}
      </h3>
      {children}
    </section>
  );
}

export interface Reading {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly title?: string;
}

/** A length of time as a reading. */
export function timeReading(label: string, ms: number, title?: string): Reading {
  return { label, ...durationParts(ms), ...(title === undefined ? {} : { title }) };
}

/** The few numbers that matter, side by side. */
export function Readings({ of }: { readonly of: readonly Reading[] }): ReactNode {
  return (
    <dl className={css.readings}>
      {of.map(({ label, value, unit = '', title }) => (
        <div key={label} title={title}>
          <dt>{label}</dt>
          <dd>
            {value}
            {unit !== '' && <span className={css.unit}> {unit}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Letters that are shown of a long text until the reader asks for the rest. */
const SHOWN = 2_000;

/** Foreign text in full, as it was sent, wrapped, with what is hidden in it made visible. */
export function LongText({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > SHOWN;
  return (
    <Section
      title={label}
      action={
        <CopyButton
          label={`Copy ${label.toLowerCase()}`}
          look="ghost"
          size="small"
          isIconOnly
          text={() => text}
        />
      }
    >
      <pre className={css.text} dir="auto">
        {toVisible(isLong && !isWhole ? text.slice(0, SHOWN) : text)}
        {isLong && !isWhole && '…'}
      </pre>
      {isLong && (
        <button type="button" className={css.more} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : `Show all ${formatCount(text.length)} characters`}
        </button>
      )}
    </Section>
  );
}

/** One key and its value, with a way to copy the value as it was sent; `children` stand in the value's place. */
export function Entry(props: {
  readonly name: string;
  readonly value: string;
  /** What is copied, where the name alone would not say it. */
  readonly label?: string;
  readonly children?: ReactNode;
  /** What is looked for by it: spans, if nothing else is said. */
  readonly what?: 'spans' | 'events';
  readonly onFilter?: (how: 'include' | 'exclude') => void;
  /** Whether it stands before the others, wherever it is met. */
  readonly isPinned?: boolean;
  readonly onPin?: () => void;
}): ReactNode {
  const { name, value, label = toVisibleLine(name, 40), children, what = 'spans', onFilter, onPin } = props;
  const { isPinned = false } = props;
  return (
    <div>
      <dt title={toVisibleLine(name)} data-pinned={isPinned || undefined}>
        {toVisibleLine(name)}
      </dt>
      <dd>
        <div className={css.value} data-empty={value === '' || undefined}>
          {children ??
            (value === '' ? 'empty' : toVisible(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value))}
        </div>
        <span className={css.copy}>
          {onPin !== undefined && (
            <IconButton
              size="small"
              label={isPinned ? `No longer pin ${label}` : `Pin ${label}`}
              icon={
                isPinned ? (
                  <PinOff size={14} strokeWidth={1.5} aria-hidden />
                ) : (
                  <Pin size={14} strokeWidth={1.5} aria-hidden />
                )
              }
              onClick={onPin}
            />
          )}
          {onFilter !== undefined && (
            <>
              <IconButton
                size="small"
                label={`Find ${what} with this ${label}`}
                icon={<Plus size={14} strokeWidth={1.5} aria-hidden />}
                onClick={() => onFilter('include')}
              />
              <IconButton
                size="small"
                label={`Find ${what} without this ${label}`}
                icon={<Minus size={14} strokeWidth={1.5} aria-hidden />}
                onClick={() => onFilter('exclude')}
              />
            </>
          )}
          <CopyButton label={`Copy ${label}`} look="ghost" size="small" isIconOnly text={() => value} />
        </span>
      </dd>
    </div>
  );
}
