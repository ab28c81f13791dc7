import type { AttributeValue, Attributes, Span } from '../model/span.ts';
import { toDuration } from '../model/time.ts';
import { VITALS } from '../model/transaction.ts';
import type { TransactionFacts, Vital } from '../model/transaction.ts';

export type Vitals = TransactionFacts['vitals'];

/** Every attribute that carries a web vital begins with this, as Sentry's conventions have it. */
export const VITAL_MARK = 'browser.web_vital.';

/** The attribute whose value is a vital: milliseconds, but for `cls`, which has no unit. */
export function vitalAttribute(vital: Vital): string {
  return `${VITAL_MARK}${vital}.value`;
}

function isVital(value: AttributeValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

const ATTRIBUTES = VITALS.map((vital) => [vital, vitalAttribute(vital)] as const);

/** The web vitals that a span's attributes carry. */
export function vitalsOf(attributes: Attributes): Vitals {
  const vitals: Partial<Record<Vital, number>> = {};
  for (const [vital, attribute] of ATTRIBUTES) {
    const value = attributes.get(attribute);
    if (isVital(value)) vitals[vital] = toDuration(value);
  }
  return vitals;
}

/** Whether a span carries a vital: it then measures the page, and is no work that the page did. */
export function carriesVital({ attributes }: Span): boolean {
  return ATTRIBUTES.some(([, attribute]) => isVital(attributes.get(attribute)));
}

/** Both together; of two values of one vital the larger, since each only grows for as long as a page is open. */
function larger(a: Vitals, b: Vitals): Vitals {
  const joined: Partial<Record<Vital, number>> = { ...a };
  for (const vital of VITALS) {
    const value = b[vital];
    if (value !== undefined) joined[vital] = Math.max(value, joined[vital] ?? value);
  }
  return joined;
}

/**
 * The page view that a span without a transaction measured: of those in its trace the last that had begun, else
 * the first.
 */
function pageOf(span: Span, facts: readonly TransactionFacts[]): TransactionFacts | undefined {
  const pages = facts
    .filter(({ op, project }) => project === span.project && (op === 'pageload' || op === 'navigation'))
    .toSorted((a, b) => a.start - b.start || (a.spanId < b.spanId ? -1 : 1));
  return pages.findLast(({ start }) => start <= span.start) ?? pages[0];
}

/**
 * The vitals of each transaction: its own, with those that spans of its trace carry. SDKs that send spans one by one
 * send LCP, CLS and INP as spans of their own, often minutes after the page view: they are beneath it, or, where the
 * sender did not say beneath what, they are of the trace's page view. Every span has its transaction in `segment`.
 */
export function joinVitals(
  facts: readonly TransactionFacts[],
  spans: readonly Span[],
): ReadonlyMap<TransactionFacts, Vitals> {
  const vitals = new Map(facts.map((fact): [TransactionFacts, Vitals] => [fact, fact.vitals]));
  for (const span of spans) {
    if (!carriesVital(span)) continue;
    const owner =
      span.segment === null
        ? pageOf(span, facts)
        : facts.find(({ spanId, project }) => spanId === span.segment && project === span.project);
    if (owner !== undefined) vitals.set(owner, larger(vitals.get(owner) ?? {}, vitalsOf(span.attributes)));
  }
  return vitals;
}
