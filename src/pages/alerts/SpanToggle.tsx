import type { ReactNode } from 'react';
import { DAY } from '../../model/time.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { formatStep } from '../../ui/figure/time-words.ts';
import { useView } from '../../view/use-view.ts';

const SPANS = [DAY, 7 * DAY, 14 * DAY, 30 * DAY];

/** How long the time is that a back-test looks at. */
export function SpanToggle(): ReactNode {
  const { view, edit } = useView();
  const { range } = view;
  const length = 'last' in range ? range.last : range.end - range.start;
  const isUsual = 'last' in range && SPANS.includes(length);
  const choices = SPANS.map((span) => ({ value: String(span), label: formatStep(span) }));
  return (
    <Toggle
      label="Time"
      choices={isUsual ? choices : [...choices, { value: 'own', label: 'As chosen' }]}
      chosen={isUsual ? String(length) : 'own'}
      onChoose={(value) => {
        if (value !== 'own') edit({ range: { last: Number(value) } }, 'replace');
      }}
    />
  );
}
