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
});
