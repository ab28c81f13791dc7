// A database that turns out to be damaged while a project is taken out of the spool is made anew of what is still in there.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type * as Erasing from '../../src/collector/spool/erase-project.ts';
import { Tables } from '../../src/collector/store/tables.ts';
import { readAsPage } from './as-page.ts';
import { emptyDirectory, info, sendEnvelope, start, transactions } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

const { meanwhile } = vi.hoisted(() => ({ meanwhile: { run: () => Promise.resolve() } }));

vi.mock('../../src/collector/spool/erase-project.ts', async (original) => {
  const { eraseProject } = await original<typeof Erasing>();
  return {
    eraseProject: async (...given: Parameters<typeof eraseProject>) => {
      await meanwhile.run();
      return eraseProject(...given);
    },
  };
});

it('brings nothing back, and spares what came later', async () => {
  const opened: Tables[] = [];
  const open = Tables.open.bind(Tables);
  vi.spyOn(Tables, 'open').mockImplementation(async (...given) => {
    const tables = await open(...given);
    opened.push(tables);
    return tables;
  });
  const collector = await start({ directory: emptyDirectory() });
  for (const value of [1, 2, 3]) await sendEnvelope(collector, transactionEnvelope(value), { project: '1' });
  for (const value of [4, 5]) await sendEnvelope(collector, transactionEnvelope(value), { project: '2' });
  await collector.settled();
  meanwhile.run = async () => {
    await sendEnvelope(collector, transactionEnvelope(6), { project: '1' });
    await opened[0]?.heal(new Error('Corrupt database file'));
    // Time in which all of the spool could be read again.
    await sleep(500);
  };
  const response = await readAsPage(`${collector.url}api/v1/deletions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: collector.url.slice(0, -1) },
    body: JSON.stringify({ project: '1' }),
  });
  expect(await response.json()).toEqual({ transactions: 3 });
  await collector.settled();
  expect(opened[0]?.births).toBe(1);
  const left = (await transactions(collector)).map(({ project }) => project).toSorted();
  expect(left).toEqual(['1', '2', '2']);
  const { problems, quality } = await info(collector);
  expect(problems).toHaveLength(1);
  expect(quality.stored).toBe(quality.received);
});
