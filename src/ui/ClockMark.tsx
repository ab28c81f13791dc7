import { ClockAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './ClockMark.module.css';

/** The mark of a time that was not taken as it was sent. `title` says why; without a label it is seen as an icon. */
export function ClockMark({ label, title }: { readonly label?: string; readonly title: string }): ReactNode {
  return (
    <span className={css.clock} title={title}>
      <ClockAlert size={12} strokeWidth={1.75} aria-hidden />
      {label}
      <span className="hidden">
        {label === undefined ? '' : '. '}
        {title}
      </span>
    </span>
  );
}
