import type { ReactNode } from 'react';
import { toMessage } from '../../alerts/message.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident } from '../../model/alert-state.ts';
import { Logo } from '../../ui/shell/Logo.tsx';
import { zoneName } from '../../ui/format.ts';
import { toVisible } from '../../ui/visible-text.ts';
import { useView } from '../../view/use-view.ts';
import { shortMoment } from './incident-words.ts';
import { IncidentCells } from './IncidentCells.tsx';
import { Sentence } from './Sentence.tsx';
import type { Preview } from './use-preview.ts';
import css from './alerts.module.css';

/** Incidents that are listed; the chart has them all. */
const MOST = 8;

/** What stands beside the form: the rule in a sentence, what would have fired, and the message that would have come. */
export function Aside(props: {
  readonly rule: AlertRule;
  readonly search: string;
  readonly preview: Preview | undefined;
}): ReactNode {
  const { rule, search, preview } = props;
  const incidents = preview?.tested.incidents ?? [];
  return (
    <aside className={css.aside} aria-label="What the rule does">
      <section>
        <h3>In one sentence</h3>
        <Sentence rule={rule} search={search} />
      </section>
      <section>
        <h3>It would have fired</h3>
        {preview !== undefined && incidents.length === 0 && <p className={css.quiet}>Not in this time.</p>}
        {preview !== undefined && incidents.length > 0 && (
          <Fired rule={rule} incidents={incidents} now={preview.range.end} />
        )}
      </section>
      <Message rule={rule} incidents={incidents} />
    </aside>
  );
}

function Fired(props: {
  readonly rule: AlertRule;
  readonly incidents: readonly Incident[];
  readonly now: number;
}): ReactNode {
  const { rule, incidents, now } = props;
  const { zone } = useView().view;
  const shown = incidents.slice(-MOST).toReversed();
  return (
    <>
      <table className={css.fired}>
        <caption className="hidden">What would have fired, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">Started ({zoneName(shown[0]?.opened ?? now, zone)})</th>
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
          {shown.map((incident) => (
            <tr key={incident.number}>
              <td>{shortMoment(incident.opened, zone)}</td>
              <IncidentCells rule={rule} incident={incident} now={now} />
            </tr>
          ))}
        </tbody>
      </table>
      {incidents.length > MOST && (
        <p className={css.quiet}>
          The newest {MOST} of {incidents.length}; the chart has them all.
        </p>
      )}
    </>
  );
}

/** The message about the severest moment of the newest incident, as channels get it. */
function Message({
  rule,
  incidents,
}: {
  readonly rule: AlertRule;
  readonly incidents: readonly Incident[];
}): ReactNode {
  const { zone } = useView().view;
  const changes = incidents.at(-1)?.changes ?? [];
  const change = changes.find(({ level }) => level === 'critical') ?? changes[0];
  if (change === undefined) return null;
  const { title, text } = toMessage(rule, change);
  return (
    <section>
      <h3>What a channel would have shown</h3>
      <div className={css.message}>
        <Logo />
        <div>
          <p>
            <b>Longtail</b> <small>{shortMoment(change.at, zone)}</small>
          </p>
          <div className={css.attachment} data-level={change.level ?? 'warning'}>
            <b>{toVisible(title)}</b>
            <p>{toVisible(text)}</p>
          </div>
        </div>
      </div>
    </section>
  );
}
