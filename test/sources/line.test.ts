import { describe, expect, it } from 'vitest';
import { Line } from '../../src/sources/line.ts';
import { nextTurn } from '../../src/sources/next-turn.ts';

describe('questions in a line', () => {
  it('are computed in the order in which they came', async () => {
    const line = new Line();
    const computed: number[] = [];
    await Promise.all([1, 2, 3].map((number) => line.wait(undefined, () => computed.push(number))));
    expect(computed).toEqual([1, 2, 3]);
  });

  it('are not computed when they were taken back while another was', async () => {
    const line = new Line();
    const { port1, port2 } = new MessageChannel();
    const questions = [1, 2, 3].map(() => new AbortController());
    // Taken back by a message, as the wire does it, that arrives while the first is computed.
    port1.onmessage = () => questions[1]?.abort(new Error('taken back'));
    const computed: number[] = [];
    const answers = questions.map(({ signal }, number) =>
      line.wait(signal, () => {
        if (number === 0) port2.postMessage(null);
        computed.push(number);
        return number;
      }),
    );
    const settled = await Promise.allSettled(answers);
    port1.close();
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(computed).toEqual([0, 2]);
    await expect(answers[1]).rejects.toThrow('taken back');
  });

  it('let urgent ones go before them, also one that comes when it is their turn', async () => {
    const line = new Line();
    const computed: string[] = [];
    const ask = (name: string, isUrgent = false): Promise<number> =>
      line.wait(undefined, () => computed.push(name), isUrgent);
    const all = [ask('one'), ask('two'), ask('urgent one', true), ask('three'), ask('urgent two', true)];
    await Promise.all(all);
    expect(computed).toEqual(['urgent one', 'urgent two', 'one', 'two', 'three']);
    const late = [ask('four'), ask('five'), nextTurn().then(() => ask('urgent three', true))];
    await Promise.all(late);
    expect(computed.slice(5).indexOf('urgent three')).toBeLessThan(2);
  });

  it('do not wait for one that failed', async () => {
    const line = new Line();
    const failed = line.wait(undefined, () => {
      throw new Error('no answer');
    });
    const next = line.wait(undefined, () => 'answer');
    await expect(failed).rejects.toThrow('no answer');
    expect(await next).toBe('answer');
  });

  it('are worked on in blocks, and end with the block in which they are taken back', async () => {
    const line = new Line();
    const { port1, port2 } = new MessageChannel();
    const question = new AbortController();
    const queued = new AbortController();
    let takenBackAt = -1;
    let blocks = 0;
    let isGivenBack = false;
    port1.onmessage = () => {
      takenBackAt = blocks;
      question.abort(new Error('superseded'));
      queued.abort(new Error('superseded, too'));
    };
    function* work(): Generator<void, number, void> {
      try {
        for (; blocks < 200; blocks += 1) {
          if (blocks === 3) port2.postMessage(null);
          for (const until = performance.now() + 10; performance.now() < until;);
          yield;
        }
        return blocks;
      } finally {
        isGivenBack = true;
      }
    }
    let isBegun = false;
    const answers = [
      line.waitInSteps(question.signal, work),
      line.wait(queued.signal, () => {
        isBegun = true;
      }),
      line.wait(undefined, () => 'the next one'),
    ];
    const [stopped, neverBegun, next] = await Promise.allSettled(answers);
    port1.close();
    expect([stopped?.status, neverBegun?.status]).toEqual(['rejected', 'rejected']);
    expect(next).toEqual({ status: 'fulfilled', value: 'the next one' });
    expect(takenBackAt).toBeGreaterThan(0);
    expect(blocks - takenBackAt).toBeLessThanOrEqual(1);
    expect([isGivenBack, isBegun]).toEqual([true, false]);
  });

  /** A question of so many blocks of ten milliseconds, and an urgent one that comes while its second is worked on. */
  async function orderOf(blocks: number): Promise<{ readonly order: string[]; readonly begun: number }> {
    const line = new Line();
    const order: string[] = [];
    let begun = 0;
    function* work(): Generator<void, void, void> {
      begun += 1;
      for (let block = 0; block < blocks; block++) {
        for (const until = performance.now() + 10; performance.now() < until;);
        yield;
      }
      order.push('slow');
    }
    const slow = line.waitInSteps(undefined, work);
    await nextTurn();
    await nextTurn();
    await Promise.all([slow, line.wait(undefined, () => order.push('urgent'), true)]);
    return { order, begun };
  }

  it('let an urgent one in between two of their blocks, once', async () => {
    const { order, begun } = await orderOf(20);
    expect(order).toEqual(['urgent', 'slow']);
    expect(begun).toBe(2);
  });

  it('are not begun anew for an urgent one where they are nearly answered', async () => {
    const { order, begun } = await orderOf(2);
    expect(order).toEqual(['slow', 'urgent']);
    expect(begun).toBe(1);
  });
});
