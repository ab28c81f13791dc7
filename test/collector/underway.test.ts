// How many bodies are worked on is known across threads, also where the work fails.
import { expect, it } from 'vitest';
import { Underway } from '../../src/collector/ingest/underway.ts';

it('counts bodies for as long as they are worked on, for whoever has the same memory', async () => {
  const here = new Underway();
  const there = new Underway(here.memory);
  let end: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const works = Array.from({ length: 40 }, (_, index) =>
    here.during(async () => {
      await held;
      if (index % 2 === 0) throw new Error('It could not be kept.');
    }),
  );
  expect(there.areMany).toBe(true);
  end();
  await Promise.allSettled(works);
  expect(there.areMany).toBe(false);
  await here.during(() => {
    expect(there.areMany).toBe(false);
    return Promise.resolve();
  });
});
