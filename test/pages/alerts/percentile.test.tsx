// Any percentile can be watched: it is typed beside the menu of metrics, and what is none is said there.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { toMessage } from '../../../src/alerts/message.ts';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule, Measure } from '../../../src/model/alert-rule.ts';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { draftOf, suggestedName } from '../../../src/pages/alerts/draft.ts';
import { MeasureFields } from '../../../src/pages/alerts/MeasureFields.tsx';
import { decodeView } from '../../../src/view/codec.ts';
import { newAlertLink } from '../../../src/view/links.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';

const RULE: AlertRule = { ...NEW_RULE, thresholds: { critical: 5_000, warning: null, resolve: null } };

function Form(props: { readonly begun: AlertRule; readonly onRule: (rule: AlertRule) => void }): ReactNode {
  const [rule, setRule] = useState(props.begun);
  return (
    <MeasureFields
      rule={rule}
      search=""
      problem={null}
      environments={[]}
      rows={null}
      onRule={(next) => {
        setRule(next);
        props.onRule(next);
      }}
      onSearch={() => undefined}
    />
  );
}

/** The form of a rule, and what it measures by now. */
function show(measure: Measure): { readonly measured: () => Measure } {
  let rule: AlertRule = { ...RULE, measure };
  render(<Form begun={rule} onRule={(next) => (rule = next)} />);
  return { measured: () => rule.measure };
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

it('that is none is said beside the field, and the rule stays', async () => {
  const user = userEvent.setup();
  const { measured } = show({ metric: 'p99.9' });
  const field = screen.getByLabelText('Percentile');
  expect(field).toHaveValue('99.9');
  for (const typed of ['101', '0', '99,9', '99.9999', 'much']) {
    await user.clear(field);
    await user.paste(typed);
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/greater than 0 and at most 100.*stays at p99\.9/);
    expect(measured()).toEqual({ metric: 'p99.9' });
  }
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
