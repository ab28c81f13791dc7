import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { toChange } from './change.ts';
import type { Compared } from './change.ts';
import css from './figure.module.css';

/** How a number changed against what it is compared with; nothing where nothing is compared. */
export function ChangeMark(props: {
  readonly name: string;
  readonly compared: Compared | 'loading' | null;
  /** What stands where the other side has no data; a table has a dash, a strip that says it elsewhere nothing. */
  readonly none?: string;
}): ReactNode {
  const { name, compared, none = 'nothing to compare with' } = props;
  if (compared === null) return null;
  if (compared === 'loading') {
    return (
      <span className={css.change} title="What it is compared with is being loaded.">
        …
      </span>
    );
  }
  const { arrow, tone, text, words } = toChange(compared);
  const Arrow = { up: ArrowUp, down: ArrowDown }[arrow ?? 'up'];
  return (
    <span
      className={css.change}
      data-tone={tone}
      data-change={name}
      data-exact={Number.isFinite(compared.versus) ? String(compared.versus) : 'none'}
      title={words}
    >
      {arrow !== null && <Arrow size={12} strokeWidth={2} aria-hidden />}
      <span aria-hidden>{text === '' ? none : text}</span>
      <span className="hidden">{words}</span>
    </span>
  );
}
