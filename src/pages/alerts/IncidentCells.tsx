import type { ReactNode } from 'react';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident } from '../../model/alert-state.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatDuration } from '../../ui/format.ts';
import { lengthOf } from './incident-words.ts';
import { LevelMark } from './LevelMark.tsx';
import { drawnUnit, toDrawn } from './rule-words.ts';

/** How severe an incident was, how long it lasted, and how bad it got: three cells of a table. */
export function IncidentCells(props: {
  readonly rule: AlertRule;
  readonly incident: Incident;
  readonly now: number;
}): ReactNode {
  const { rule, incident, now } = props;
  return (
    <>
      <td>
        <LevelMark level={incident.level} />
      </td>
      <td data-number>
        {formatDuration(lengthOf(incident, now))}
        {incident.closed === null && ' so far'}
      </td>
      <td data-number>
        <Figure name="peak" value={toDrawn(rule, incident.peak)} unit={drawnUnit(rule)} isColumn />
      </td>
    </>
  );
}
