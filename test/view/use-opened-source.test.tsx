import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/result.ts';
import { useOpenedSource } from '../../src/view/use-opened-source.ts';
import type { OpenSource } from '../../src/view/use-opened-source.ts';
import { DEMO } from '../../src/view/view.ts';
import type { ViewSource } from '../../src/view/view.ts';
import { scriptedSource } from './scripted-source.ts';

const DEATH: Problem = { kind: 'failed', message: 'It died.', advice: '' };

/** Workers that live until the test ends them. */
class Workers {
  readonly opened: string[] = [];
  closed = 0;
  die: () => void = () => undefined;
  refusal: Error | null = null;

  readonly open: OpenSource = (source) => {
    this.opened.push(source.id);
    if (this.refusal !== null) return Promise.reject(this.refusal);
    const died = new Promise<Problem>((resolve) => {
      this.die = () => resolve(DEATH);
    });
    return Promise.resolve({
      source: scriptedSource(),
      collector: scriptedSource(),
      died,
      close: () => {
        this.closed += 1;
      },
    });
  };
}

function Shown({
  source,
  open,
}: {
  readonly source: ViewSource | null;
  readonly open: OpenSource;
}): ReactNode {
  const { opened, starts, problem, reopen } = useOpenedSource(source, open);
  return (
    <button onClick={reopen}>
      {opened === null ? 'closed' : 'open'}, {starts} starts, {problem?.message ?? 'no problem'}
    </button>
  );
}

async function settle(change: () => void = () => undefined): Promise<void> {
  await act(async () => {
    change();
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

function shown(): string {
  return screen.getByRole('button').textContent;
}

const COLLECTOR: ViewSource = { id: 'collector' };

describe('the view’s source', () => {
  it('is opened once, and closed when the view has another', async () => {
    const workers = new Workers();
    const view = render(<Shown source={null} open={workers.open} />);
    await settle();
    expect(workers.opened).toEqual([]);
    view.rerender(<Shown source={{ ...COLLECTOR }} open={workers.open} />);
    await settle();
    view.rerender(<Shown source={{ ...COLLECTOR }} open={workers.open} />);
    await settle();
    expect(shown()).toBe('open, 1 starts, no problem');
    view.rerender(<Shown source={DEMO} open={workers.open} />);
    await settle();
    expect(workers.opened).toEqual(['collector', 'demo']);
    expect(workers.closed).toBe(1);
    view.unmount();
    expect(workers.closed).toBe(2);
  });

  it('is opened again when its worker died, but not for ever', async () => {
    const workers = new Workers();
    render(<Shown source={COLLECTOR} open={workers.open} />);
    await settle();
    await settle(workers.die);
    expect(shown()).toBe('open, 2 starts, It died.');
    for (let death = 2; death <= 10; death++) await settle(workers.die);
    expect(workers.opened).toHaveLength(4);
    expect(shown()).toBe('closed, 4 starts, It died.');
    await settle(() => screen.getByRole('button').click());
    expect(shown()).toBe('open, 5 starts, no problem');
  });

  it('says why it could not be opened, and can be tried again', async () => {
    const workers = new Workers();
    workers.refusal = new Error('No service worker.');
    render(<Shown source={DEMO} open={workers.open} />);
    await settle();
    expect(shown()).toBe('closed, 0 starts, No service worker.');
    workers.refusal = null;
    await settle(() => screen.getByRole('button').click());
    expect(shown()).toBe('open, 1 starts, no problem');
  });
});
