import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './states.module.css';

/** Says what takes a moment, where nothing can be drawn in the meantime. It appears only if it does. */
export function BusyPanel({
  message,
  advice,
}: {
  readonly message: string;
  readonly advice: string;
}): ReactNode {
  return (
    <div className={css.panel} data-size="page" data-busy role="status">
      <p className={css.title}>
        <LoaderCircle className={css.turning} size={16} strokeWidth={1.5} aria-hidden />
        {message}
      </p>
      <p className={css.advice}>{advice}</p>
    </div>
  );
}
