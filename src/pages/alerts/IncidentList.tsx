import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident } from '../../model/alert-state.ts';
import { formatMinute } from '../../ui/format.ts';
import { alertLink } from '../../view/links.ts';
import { useView } from '../../view/use-view.ts';
import { IncidentCells } from './IncidentCells.tsx';
import css from './alerts.module.css';

/** Incidents that are listed. */
const MOST = 50;

/** The incidents of a rule, the newest first; each leads to its own events. */
export function IncidentList(props: {
  readonly rule: AlertRule;
  readonly incidents: readonly Incident[];
  readonly chosen: Incident | undefined;
  readonly now: number;
}): ReactNode {
  const { rule, incidents, chosen, now } = props;
  const { view } = useView();
  if (incidents.length === 0) return <p className={css.quiet}>It has never fired.</p>;
  return (
    <div className={css.scroller}>
      <table className={css.table}>
        <caption className="hidden">Incidents, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Opened</th>
            <th scope="col">Level</th>
            <th scope="col" data-number>
              Lasted
            </th>
            <th scope="col" data-number>
              Peak
            </th>
          </tr>
        </thead>
        <tbody>
          {incidents
            .slice(-MOST)
            .toReversed()
            .map((incident) => (
              <tr key={incident.number} data-chosen={incident === chosen ? true : undefined}>
                <td>
                  <Link
                    to={alertLink(view, rule.id, incident.opened)}
                    aria-current={incident === chosen ? 'true' : undefined}
                  >
                    {formatMinute(incident.opened, view.zone)}
                  </Link>
                </td>
                <IncidentCells rule={rule} incident={incident} now={now} />
              </tr>
            ))}
        </tbody>
      </table>
      {incidents.length > MOST && (
        <p className={css.quiet}>
          The newest {MOST} of {incidents.length}.
        </p>
      )}
    </div>
  );
}
