import type { AttributeValue, Attributes, Span } from '../model/span.ts';
import { withoutIds } from './path-name.ts';
import { toDuration } from '../model/time.ts';
import { VITALS } from '../model/transaction.ts';
import type { TransactionFacts, Vital } from '../model/transaction.ts';

export type Vitals = TransactionFacts['vitals'];

/** Every attribute that carries a web vital begins with this, as Sentry's conventions have it. */
export const VITAL_MARK = 'browser.web_vital.';

/** Our own: what the page is called that a vital was measured on, where its span does not say beneath what it is. */
export const VITAL_PAGE = `longtail.${VITAL_MARK}page`;

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

/** Whether a page view has the name that a sender gave it, which may have its ids in it still. */
function isCalled({ transaction, op, attributes }: TransactionFacts, name: string): boolean {
  return (
    transaction === name ||
    transaction === withoutIds(name) ||
    attributes.get('url.path') === name ||
    // What SDK 11 calls every page view.
    (name === 'Pageload' && op === 'pageload') ||
    (name === 'Navigation' && op === 'navigation')
  );
}

/** Vitals that only loading a page has, and no navigation within it. */
const OF_LOADING: ReadonlySet<Vital> = new Set<Vital>(['lcp', 'fcp', 'fp', 'ttfb', 'fid', 'cls']);

/**
 * The page view that a span without a transaction measured: of those in its trace that are called as the span says, or
 * that can have such a vital where it says nothing, the last that had begun. A page that is not there leaves the vital
 * alone: another page's it is not.
 */
function pageOf(span: Span, facts: readonly TransactionFacts[]): TransactionFacts | undefined {
  const name = span.attributes.get(VITAL_PAGE);
  const isOfLoading = VITALS.some(
    (vital) => OF_LOADING.has(vital) && isVital(span.attributes.get(vitalAttribute(vital))),
  );
  const pages = facts
    .filter(({ op, project }) => project === span.project && (op === 'pageload' || op === 'navigation'))
    .filter((fact) =>
      typeof name === 'string' ? isCalled(fact, name) : fact.op === 'pageload' || !isOfLoading,
    )
    .toSorted((a, b) => a.start - b.start || (a.spanId < b.spanId ? -1 : 1));
  const last = pages.findLast(({ start }) => start <= span.start);
  // The click that leads to a page comes before it, and is said to be of it.
  return last ?? (typeof name === 'string' ? pages[0] : undefined);
}

/** The spans that measured each transaction's page, of `measuring`. Every span has its transaction in `segment`. */
export function measuredBy(
  facts: readonly TransactionFacts[],
  measuring: Iterable<Span>,
): ReadonlyMap<TransactionFacts, readonly Span[]> {
  const spans = new Map<TransactionFacts, Span[]>();
  for (const span of measuring) {
    const owner =
      span.segment === null
        ? pageOf(span, facts)
        : facts.find(({ spanId, project }) => spanId === span.segment && project === span.project);
    if (owner === undefined) continue;
    const others = spans.get(owner);
    if (others === undefined) spans.set(owner, [span]);
    else others.push(span);
  }
  return spans;
}

/**
 * The vitals of a transaction: its own, with those that spans of its trace carry, which are `measuring` it. SDKs that
 * send spans one by one send LCP, CLS and INP as spans of their own, often minutes after the page view: they are
 * beneath it, or, where the sender did not say beneath what, they are of the trace's page view (`measuredBy`).
 */
export function joinVitals({ vitals }: TransactionFacts, measuring: readonly Span[]): Vitals {
  return measuring.reduce((joined, { attributes }) => larger(joined, vitalsOf(attributes)), vitals);
}
