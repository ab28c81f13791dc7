import type { ReactNode } from 'react';
import { formatCount } from '../../../ui/format.ts';
import { useTick } from '../../../view/tick-context.tsx';
import { useAlerts } from '../../../view/use-alerts.ts';
import { firingRules } from '../use-fired-icon.ts';
import css from './rail.module.css';

/** How many rules fire now; nothing while none does. */
export function FiringCount(): ReactNode {
  const { alerts } = useAlerts();
  const { now } = useTick();
  const count = alerts === undefined ? 0 : firingRules(alerts, now).length;
  if (count === 0) return null;
  return (
    <span className={css.firing} title={`${formatCount(count)} firing`}>
      <span className="hidden">, </span>
      {formatCount(count)}
      <span className="hidden"> firing</span>
    </span>
  );
}
