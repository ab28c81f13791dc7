import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { toChange } from './change.ts';
import type { Compared } from './change.ts';
import css from './figure.module.css';

/** How a number changed against the period it is compared with. */
export function ChangeMark(props: {
  readonly name: string;
  /** Null while the other period is not loaded. */
  readonly compared: Compared | null;
  /** What stands where there is no earlier data; a table has a dash, a strip that says it elsewhere nothing. */
  readonly none?: string;
}): ReactNode {
  const { name, compared, none = 'no earlier data' } = props;
  if (compared === null) {
    return (
      <span className={css.change} title="The earlier period is being loaded.">
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
