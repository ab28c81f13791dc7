import { columnOf } from '../metrics/derive.ts';
import { metricOf } from '../metrics/registry.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import type { Change } from '../model/alert-state.ts';
import { MINUTE } from '../model/time.ts';

/** What is told about a change: plain JSON, and what a webhook gets. */
export interface AlertMessage {
  /** The same for every try to deliver it: a receiver that has seen it has all of it. */
  readonly key: string;
  readonly rule: { readonly id: string; readonly name: string; readonly owner: string };
  readonly kind: 'opened' | 'level' | 'closed' | 'test';
  readonly level: 'warning' | 'critical' | null;
  readonly incident: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly since: string;
  /** Null where there was no data. */
  readonly value: number | null;
  readonly unit: string;
  readonly threshold: number | null;
  readonly rows: number;
  readonly title: string;
  readonly text: string;
}

function inWords(value: number, unit: string): string {
  const rounded = Number(value.toPrecision(4));
  switch (unit) {
    case 'ms':
      return value >= 1_000 ? `${Number((value / 1_000).toPrecision(3))} s` : `${rounded} ms`;
    case 'ratio':
      return `${Number((value * 100).toPrecision(3))} %`;
    case 'percent of earlier':
      return `${rounded} % of what it was`;
    case 'per-minute':
      return `${rounded} per minute`;
    default:
      return String(rounded);
  }
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const WORDS = { warning: 'Warning', critical: 'Critical' } as const;

/** The message about a change of a rule's incident. */
export function toMessage(rule: AlertRule, change: Change): AlertMessage {
  const { measure, thresholds, earlier, side } = rule;
  const unit = earlier === null ? metricOf(measure.metric).unit(columnOf(measure)) : 'percent of earlier';
  const of = measure.of === undefined ? '' : ` of ${measure.of}`;
  const what = `${metricOf(measure.metric).label}${of}`;
  const level = change.level ?? change.from ?? 'warning';
  const threshold = thresholds[level];
  const isKnown = !Number.isNaN(change.value);
  const said = isKnown ? `${what} is ${inWords(change.value, unit)}` : `${what} has no value`;
  const bound = threshold === null || !isKnown ? '' : ` (${side} ${inWords(threshold, unit)})`;
  const ended = change.because === 'changed' ? 'the rule was changed' : said;
  const text =
    change.kind === 'closed'
      ? `Incident ${change.incident} has ended: ${ended}.`
      : `${said}${bound}, of ${counted(change.rows, 'event')} in the last ${counted(rule.window / MINUTE, 'minute')}.`;
  const title = change.kind === 'closed' ? `Resolved: ${rule.name}` : `${WORDS[level]}: ${rule.name}`;
  return {
    key: `${rule.id}:${change.incident}:${change.change}`,
    rule: { id: rule.id, name: rule.name, owner: rule.owner },
    kind: change.kind,
    level: change.level,
    incident: change.incident,
    at: new Date(change.at).toISOString(),
    since: new Date(change.since).toISOString(),
    value: isKnown ? change.value : null,
    unit,
    threshold,
    rows: change.rows,
    title,
    text: rule.owner === '' ? text : `${text} Owner: ${rule.owner}.`,
  };
}

/** What "send test" sends. */
export function testMessage(channel: string, now: number): AlertMessage {
  const at = new Date(now).toISOString();
  return {
    key: `test:${channel}:${now}`,
    rule: { id: 'test', name: 'Test', owner: '' },
    kind: 'test',
    level: null,
    incident: 0,
    at,
    since: at,
    value: null,
    unit: 'none',
    threshold: null,
    rows: 0,
    title: 'Test message of Longtail',
    text: `The channel “${channel}” works: alerts that name it arrive here.`,
  };
}
