import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Problem, Result } from '../../../src/model/result.ts';
import { Boundary } from '../../../src/ui/states/Boundary.tsx';
import { ResultPanel } from '../../../src/ui/states/ResultPanel.tsx';
import type { ShownAnswer } from '../../../src/ui/states/AnswerPanel.tsx';
import { emptyResult } from '../../view/scripted-source.ts';

const PROBLEM: Problem = { kind: 'failed', message: 'It failed.', advice: 'Do this.' };

function show(answer: Partial<ShownAnswer<Result>>): ReturnType<typeof vi.fn<() => void>> {
  const retry = vi.fn<() => void>();
  render(
    <ResultPanel
      answer={{ data: undefined, isStale: false, problem: null, retry, ...answer }}
      skeleton={<p>skeleton</p>}
      empty={<p>empty</p>}
    >
      {(result) => <p>{result.matched} rows</p>}
    </ResultPanel>,
  );
  return retry;
}

describe('a panel', () => {
  it('is a skeleton while nothing has come, also while what came is not all', () => {
    show({});
    expect(screen.getByText('skeleton')).toBeVisible();
    show({ data: emptyResult({ complete: false }) });
    expect(screen.getAllByText('skeleton')).toHaveLength(2);
  });

  it('is empty only when all of the range is held', () => {
    show({ data: emptyResult() });
    expect(screen.getByText('empty')).toBeVisible();
  });

  it('says so in the words of that question until the next one is answered', () => {
    const panel = (words: string, matched: number, isStale: boolean) => (
      <ResultPanel
        answer={{ data: emptyResult({ matched }), isStale, problem: null, retry: () => undefined }}
        skeleton={<p>skeleton</p>}
        empty={<p>{words}</p>}
      >
        {(result) => <p>{result.matched} rows</p>}
      </ResultPanel>
    );
    const { rerender, container } = render(panel('none of a', 0, false));
    rerender(panel('none of b', 0, true));
    expect(container).toHaveTextContent(/^none of a$/);
    expect(container.firstChild).toHaveAttribute('aria-busy', 'true');
    rerender(panel('none of b', 0, false));
    expect(container).toHaveTextContent(/^none of b$/);
    rerender(panel('none of b', 3, false));
    expect(container).toHaveTextContent(/^3 rows$/);
  });

  it('draws what there is', () => {
    show({ data: emptyResult({ matched: 5, complete: false }) });
    expect(screen.getByText('5 rows')).toBeVisible();
  });

  it('says what failed, and tries again', async () => {
    const retry = show({ problem: PROBLEM });
    expect(screen.getByRole('alert')).toHaveTextContent('It failed.Do this.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('keeps figures that are older than the problem, and says that they are', async () => {
    const retry = show({ data: emptyResult({ matched: 5 }), isStale: true, problem: PROBLEM });
    expect(screen.getByText('5 rows')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('These are earlier figures: It failed. Do this.');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('says what its answer lacks', () => {
    show({
      data: emptyResult({ matched: 5, problems: [{ ...PROBLEM, kind: 'partial', message: 'Half of it.' }] }),
    });
    expect(screen.getByRole('status')).toHaveTextContent('Half of it. Do this.');
  });
});

describe('a boundary', () => {
  it('keeps an error to its part, with details for a bug report', () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Broken = (): never => {
      throw new Error('no such column');
    };
    render(
      <>
        <Boundary what="This chart">
          <Broken />
        </Boundary>
        <p>the rest</p>
      </>,
    );
    expect(screen.getByText('the rest')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('This chart could not be drawn.');
    expect(screen.getByRole('alert')).toHaveTextContent('no such column');
    silent.mockRestore();
  });
});
