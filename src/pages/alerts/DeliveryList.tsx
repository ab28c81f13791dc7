import type { ReactNode } from 'react';
import type { Delivery, WaitingMessage } from '../../model/alerts.ts';
import { formatMinute } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useView } from '../../view/use-view.ts';
import css from './alerts.module.css';

const LOOK = { delivered: 'ok', failed: 'warning', 'given up': 'critical', muted: undefined } as const;

/** What was told to whom, the newest first, and what is still to be. */
export function DeliveryList(props: {
  readonly deliveries: readonly Delivery[];
  readonly waiting: readonly WaitingMessage[];
}): ReactNode {
  const { deliveries, waiting } = props;
  const { zone } = useView().view;
  if (deliveries.length === 0 && waiting.length === 0) {
    return <p className={css.quiet}>Nothing has been sent yet.</p>;
  }
  return (
    <div className={css.scroller}>
      <table className={css.table}>
        <caption className="hidden">Deliveries, the newest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Message</th>
            <th scope="col">Channel</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {waiting.map(({ key, title, channel, tries, due }) => (
            <tr key={`${key} ${channel}`}>
              <td>{formatMinute(due, zone)}</td>
              <td>{toVisibleLine(title)}</td>
              <td>{toVisibleLine(channel)}</td>
              <td>
                <span className={css.mark} data-look="warning">
                  {tries === 0 ? 'waits' : `waits for try ${tries + 1}`}
                </span>
              </td>
            </tr>
          ))}
          {deliveries.toReversed().map(({ at, key, channel, title, text, outcome, detail, tries }) => (
            <tr key={`${at} ${key} ${channel} ${tries}`}>
              <td>{formatMinute(at, zone)}</td>
              <td>
                {toVisibleLine(title)}
                <small>{toVisibleLine(text)}</small>
              </td>
              <td>{toVisibleLine(channel)}</td>
              <td>
                <span className={css.mark} data-look={LOOK[outcome]}>
                  {outcome}
                </span>
                <small>
                  {toVisibleLine(detail)}
                  {tries > 1 && ` · try ${tries}`}
                </small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
