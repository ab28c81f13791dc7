import type { ReactNode } from 'react';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { EpochMs } from '../../model/time.ts';
import { PointMenu } from '../../ui/chart/PointMenu.tsx';
import type { ChartPoint } from '../../ui/chart/use-point.ts';
import { formatCount, zoneName } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';
import type { LinkTo } from '../../view/links.ts';
import { widgetWords } from '../../view/metric-words.ts';
import type { ChartColumn } from './chart-shape.ts';
import { shortMoment } from './incident-words.ts';
import { valueWords } from './rule-words.ts';

/** What can be done with a value that a rule measured: its events, and its numbers. */
export function TickMenu(props: {
  readonly rule: AlertRule;
  readonly column: ChartColumn;
  readonly point: ChartPoint<number>;
  readonly eventsOf: (at: EpochMs) => LinkTo;
  readonly zone: Zone;
}): ReactNode {
  const { rule, column, point, eventsOf, zone } = props;
  const { worst, worstAt, rows } = column;
  const moment = `${shortMoment(worstAt, zone)} ${zoneName(worstAt, zone)}`;
  const isKnown = !Number.isNaN(worst);
  return (
    <PointMenu
      {...(isKnown && rows > 0 && { events: eventsOf(worstAt) })}
      title={isKnown ? moment : `${moment}: no data`}
      eventsLabel="Events it was measured from"
      point={point}
      values={
        isKnown
          ? [
              { label: widgetWords(rule.measure), value: worst, words: valueWords(rule, worst) },
              { label: 'events', value: rows, words: formatCount(rows) },
            ]
          : []
      }
    />
  );
}
