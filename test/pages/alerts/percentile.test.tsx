// Any percentile can be watched: it is typed beside the menu of metrics, and what is none is said there.
import type { ReactNode } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { toMessage } from '../../../src/alerts/message.ts';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule, Measure } from '../../../src/model/alert-rule.ts';
import type { Alerts } from '../../../src/model/alerts.ts';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { draftOf, suggestedName } from '../../../src/pages/alerts/draft.ts';
import { MeasureFields } from '../../../src/pages/alerts/MeasureFields.tsx';
import { useDraft } from '../../../src/pages/alerts/use-draft.ts';
import type { UsedDraft } from '../../../src/pages/alerts/use-draft.ts';
import { decodeView } from '../../../src/view/codec.ts';
import { newAlertLink } from '../../../src/view/links.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import { PageAround } from '../../view/page-around.tsx';
import { NO_ALERTS, scriptedSource } from '../../view/scripted-source.ts';

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'one',
  name: 'One',
  thresholds: { critical: 5_000, warning: null, resolve: null },
};

function Form(props: { readonly alerts: Alerts; readonly onDraft: (used: UsedDraft) => void }): ReactNode {
  const used = useDraft(props.alerts);
  props.onDraft(used);
  return <MeasureFields draft={used} environments={[]} rows={null} />;
}

/** The form of a rule, what it measures by now, and why it cannot be saved. */
function show(measure: Measure): {
  readonly measured: () => Measure | undefined;
  readonly problem: () => string | null | undefined;
} {
  const alerts: Alerts = { ...NO_ALERTS, rules: [{ ...RULE, measure }] };
  let used: UsedDraft | null = null;
  render(
    <PageAround source={scriptedSource()} address={`/alert-edit?rule=${RULE.id}`}>
      <Form alerts={alerts} onDraft={(next) => (used = next)} />
    </PageAround>,
  );
  return { measured: () => used?.rule.measure, problem: () => used?.problem };
}

it('is typed where the menu does not have it', async () => {
  const user = userEvent.setup();
  const { measured } = show({ metric: 'avg' });
  expect(screen.queryByLabelText('Percentile')).toBeNull();
  await user.selectOptions(screen.getByLabelText('Metric'), 'Another percentile…');
  const field = screen.getByLabelText('Percentile');
  expect(field).toHaveValue('95');
  await user.clear(field);
  await user.type(field, '92.5');
  expect(measured()).toEqual({ metric: 'p92.5' });
  expect(screen.getByText(/what the slowest 7\.5 % exceed/)).toBeVisible();
  await user.selectOptions(screen.getByLabelText('Of'), 'LCP');
  expect(measured()).toEqual({ metric: 'p92.5', of: 'lcp' });
  await user.selectOptions(screen.getByLabelText('Metric'), 'p99 duration');
  expect(measured()).toEqual({ metric: 'p99' });
  expect(screen.queryByLabelText('Percentile')).toBeNull();
});

it('that is none is said beside the field, the rule stays, and is not saved until it is mended', async () => {
  const user = userEvent.setup();
  const { measured, problem } = show({ metric: 'p99.9' });
  expect(problem()).toBeNull();
  const field = screen.getByLabelText('Percentile');
  expect(field).toHaveValue('99.9');
  for (const typed of ['101', '0', '99,9', '99.9999', 'much']) {
    await user.clear(field);
    await user.paste(typed);
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/greater than 0 and at most 100.*stays at p99\.9/);
    expect(measured()).toEqual({ metric: 'p99.9' });
    expect(problem()).toMatch(/greater than 0 and at most 100/);
  }
  await user.clear(field);
  await user.paste('99.5');
  expect([measured(), problem()]).toEqual([{ metric: 'p99.5' }, null]);
  // What is chosen from the menu leaves nothing of what was typed.
  await user.clear(field);
  await user.selectOptions(screen.getByLabelText('Metric'), 'p95 duration');
  expect([measured(), problem()]).toEqual([{ metric: 'p95' }, null]);
});

it('is in the name of a rule, in its message, and in the address a rule begins with', () => {
  const link = newAlertLink(DEFAULT_VIEW, { metric: 'p99.9', of: 'lcp' }, null);
  const { view } = decodeView(new URLSearchParams(link.search));
  const draft = draftOf(view, EVERYTHING);
  expect(draft.rule.measure).toEqual({ metric: 'p99.9', of: 'lcp' });
  const rule = { ...draft.rule, thresholds: RULE.thresholds };
  expect(suggestedName({ ...draft, rule })).toMatch(/^p99\.9 LCP above 5\.00 s/);
  const opened = {
    incident: 1,
    change: 1,
    at: 0,
    since: 0,
    value: 6_000,
    rows: 40,
    because: 'value',
  } as const;
  expect(toMessage(rule, { ...opened, kind: 'opened', level: 'critical', from: null }).text).toBe(
    'p99.9 of lcp is 6 s (above 5 s), of 40 events in the last 60 minutes.',
  );
});
