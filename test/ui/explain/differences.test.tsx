import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Differences } from '../../../src/ui/explain/Differences.tsx';

const SHOWN = { selected: 40, rest: 60, attributes: 3, values: 9, cards: [] };
const PROBLEM = { kind: 'failed', message: 'It failed.', advice: 'Do this.' } as const;

it('what differs stays, dimmed, where it cannot be asked anew, and says why', () => {
  const { container } = render(
    <Differences words="it" shown={SHOWN} part="" isStale problem={PROBLEM} onRetry={() => undefined} />,
  );
  expect(screen.getByText(/40 selected against the other 60/)).toBeVisible();
  expect(container.querySelector('[data-stale]')).not.toBeNull();
  expect(screen.getByText('These are earlier figures: It failed. Do this.')).toBeVisible();
});
