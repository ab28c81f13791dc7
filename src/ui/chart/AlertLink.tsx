import { BellPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { To } from 'react-router-dom';
import { BUTTON_CLASS } from '../Button.tsx';

/** A chart's bell: leads to a new alert about what the chart shows. */
export function AlertLink({ to, name }: { readonly to: To; readonly name: string }): ReactNode {
  const label = `${name}: make an alert`;
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
      <BellPlus size={14} strokeWidth={1.5} aria-hidden />
    </Link>
  );
}
