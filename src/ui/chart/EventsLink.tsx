import { List } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { To } from 'react-router-dom';
import { BUTTON_CLASS } from '../Button.tsx';

/** A chart's way to the events that it is drawn from. */
export function EventsLink({ to, name }: { readonly to: To; readonly name: string }): ReactNode {
  const label = `${name}: open in events`;
  return (
    <Link
      className={BUTTON_CLASS}
      data-look="ghost"
      data-size="small"
      data-icon-only
      to={to}
      title={label}
      aria-label={label}
    >
      <List size={14} strokeWidth={1.5} aria-hidden />
    </Link>
  );
}
