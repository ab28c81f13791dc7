import { columnOf } from '../../metrics/derive.ts';
import { metricOf } from '../../metrics/registry.ts';
import type { AlertRule, Level, Measure } from '../../model/alert-rule.ts';
import type { Channel } from '../../model/alert-channel.ts';
import type { Unit } from '../../model/column.ts';
import type { Milliseconds } from '../../model/time.ts';
import { formatStep } from '../../ui/figure/time-words.ts';
import { formatPercent, formatValue } from '../../ui/format.ts';

/** What decides in which unit a rule's values are. */
export type Valued = Pick<AlertRule, 'measure' | 'earlier'>;

function unitOf(measure: Measure): Unit {
  return metricOf(measure.metric).unit(columnOf(measure));
}

/** The unit in which a rule's values are drawn; those of a rule that compares are shares of the earlier value. */
export function drawnUnit({ measure, earlier }: Valued): Unit {
  return earlier === null ? unitOf(measure) : 'ratio';
}

/** A value of a rule as it is drawn: in `drawnUnit`. */
export function toDrawn({ earlier }: Valued, value: number): number {
  return earlier === null ? value : value / 100;
}

export function fromDrawn({ earlier }: Valued, drawn: number): number {
  return earlier === null ? drawn : drawn * 100;
}

/** A value of a rule in words: `3.50 s`, `5%`, `150%` of the earlier value. */
export function valueWords(rule: Valued, value: number): string {
  return rule.earlier === null ? formatValue(value, unitOf(rule.measure)) : formatPercent(value / 100);
}

/** How a threshold is typed: its sign, and how many of the rule's values make one of what is typed. */
export function typedIn({ measure, earlier }: Valued): { readonly sign: string; readonly per: number } {
  if (earlier !== null) return { sign: '%', per: 1 };
  switch (unitOf(measure)) {
    case 'ms':
      return { sign: 'ms', per: 1 };
    case 'ratio':
      return { sign: '%', per: 0.01 };
    case 'per-minute':
      return { sign: '/min', per: 1 };
    default:
      return { sign: '', per: 1 };
  }
}

export const LEVEL_WORDS: Readonly<Record<Level, string>> = { warning: 'Warning', critical: 'Critical' };

/** A length of time that a rule is about: `10 min`, `1 h`. */
export function timeWords(time: Milliseconds): string {
  return formatStep(time);
}

/** So often, in words. */
export function times(count: number): string {
  return count === 1 ? '1 time' : `${count} times`;
}

/** What a rule compares with what, as short as a table wants it: `> 3.50 s · > 5.00 s over 1 h`. */
export function conditionWords(rule: AlertRule): string {
  const { critical, warning } = rule.thresholds;
  const sign = rule.side === 'above' ? '>' : '<';
  const bounds = [warning, critical]
    .filter((one) => one !== null)
    .map((one) => `${sign} ${valueWords(rule, one)}`)
    .join(' · ');
  const compared = rule.earlier === null ? '' : ` of ${timeWords(rule.earlier)} earlier`;
  return `${bounds}${compared} over ${timeWords(rule.window)}`;
}

/** The kinds of channels in words. */
export const KIND_WORDS: Readonly<Record<Channel['kind'], string>> = {
  webhook: 'Webhook',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  email: 'E-mail',
  browser: 'Browser notification',
  log: 'Collector’s log',
};

/** Where a channel leads, without its secrets. */
export function targetWords(channel: Channel): string {
  switch (channel.kind) {
    case 'webhook':
    case 'slack':
    case 'teams':
      return channel.url;
    case 'email':
      return `${channel.to.join(', ')} by ${channel.host}:${channel.port}`;
    case 'browser':
      return 'pages that are open and allowed to';
    case 'log':
      return 'what the collector prints';
  }
}
