// What a rule begins with, and what it is called.
import { describe, expect, it } from 'vitest';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import { readWritten } from '../../../src/model/number-style.ts';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { HOUR } from '../../../src/model/time.ts';
import { describeEdits } from '../../../src/pages/alerts/changes.ts';
import { copyOf, draftFrom, draftOf, freshId, suggestedName } from '../../../src/pages/alerts/draft.ts';
import { conditionWords, typedIn, valueWords } from '../../../src/pages/alerts/rule-words.ts';
import { decodeView } from '../../../src/view/codec.ts';
import { newAlertLink } from '../../../src/view/links.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import type { View } from '../../../src/view/view.ts';

const ARTICLE: AlertRule = {
  ...NEW_RULE,
  id: 'documents',
  name: 'Documents',
  environments: ['production'],
  where: { kind: 'in', field: 'transaction', values: ['/api/documents'] },
  window: HOUR,
  thresholds: { critical: 5_000, warning: 3_500, resolve: null },
};

/** The view of the page that a link leads to. */
function led(
  view: View,
  ...rest: Parameters<typeof newAlertLink> extends [View, ...infer R] ? R : never
): View {
  return decodeView(new URLSearchParams(newAlertLink(view, ...rest).search)).view;
}

describe('a draft', () => {
  it('begins with what a chart shows', () => {
    const view: View = { ...DEFAULT_VIEW, environments: ['production', null], projects: ['shop'] };
    const chart = led(view, { metric: 'p75', of: 'lcp' }, { project: 'shop', transaction: '/api/documents' });
    const draft = draftOf(chart, EVERYTHING);
    expect(draft.rule).toMatchObject({
      measure: { metric: 'p75', of: 'lcp' },
      environments: ['production', null],
      side: 'above',
    });
    expect(draft.search).toContain('transaction:/api/documents');
    expect(draft.search).toContain('project:shop');
    expect(draftOf(led(view, { metric: 'apdex' }), EVERYTHING).rule.side).toBe('below');
    // A metric that no rule watches leaves the usual one.
    expect(draftOf(led(view, { metric: 'users' }), EVERYTHING).rule.measure).toEqual({ metric: 'p95' });
  });

  it('is named by what it watches until it is given a name', () => {
    expect(suggestedName({ ...draftFrom(ARTICLE), isNamed: false })).toBe(
      'p95 duration of /api/documents above 3.50 s in production',
    );
    expect(copyOf(ARTICLE).rule).toMatchObject({ id: '', name: 'Documents (copy)' });
  });

  it('gets an id that no rule has or had', () => {
    expect(freshId('p95 of /api/documents!', new Set())).toBe('p95-of-api-documents');
    expect(freshId('Größe', new Set(['gro-e']))).not.toBe('gro-e');
    expect(freshId('a', new Set(['a', 'a-2']))).toBe('a-3');
    expect(freshId('日本', new Set())).toBe('alert');
  });
});

describe('thresholds', () => {
  it('are typed and written in the unit of what is measured', () => {
    expect(typedIn({ measure: { metric: 'failure_rate' }, earlier: null })).toEqual({ sign: '%', per: 0.01 });
    expect(typedIn({ measure: { metric: 'p95' }, earlier: HOUR })).toEqual({ sign: '%', per: 1 });
    expect(valueWords({ measure: { metric: 'p95' }, earlier: HOUR }, 150)).toBe('150%');
    expect(conditionWords(ARTICLE).replaceAll('\u202f', ' ')).toBe('> 3.50 s · > 5.00 s over 1 h');
  });

  it.each([
    ['3,500', 3_500],
    [' 3 500 ', 3_500],
    ['0.25', 0.25],
    ['', null],
    ['fast', null],
    ['1e999', null],
  ])('of %j are %j', (text, value) => expect(readWritten(text)).toBe(value));
});

it('the versions of a rule say what was changed', () => {
  const next = { ...ARTICLE, thresholds: { ...ARTICLE.thresholds, warning: 3_000 }, enabled: false };
  const edits = describeEdits(
    [
      { at: 1_000, rule: ARTICLE },
      { at: 2_000, rule: next },
    ],
    'utc',
  );
  expect(edits.map(({ changes }) => changes.map((one) => one.replaceAll('\u202f', ' ')))).toEqual([
    ['state: on → off', 'warning: 3.50 s → 3.00 s'],
    ['first version that is kept'],
  ]);
});
