// A database that turns out to be damaged while a project is taken out of the spool is made anew of what is still in there.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type * as Erasing from '../../src/collector/spool/erase-project.ts';
import type { Collector } from '../../src/collector/start.ts';
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

const open = Tables.open.bind(Tables);

/** The tables of the collector that is started next. */
function watchTables(): readonly Tables[] {
  const opened: Tables[] = [];
  vi.spyOn(Tables, 'open').mockImplementation(async (...given) => {
    const tables = await open(...given);
    opened.push(tables);
    return tables;
  });
  return opened;
}

function askFor(collector: Collector, project: string): Promise<Response> {
  return readAsPage(`${collector.url}api/v1/deletions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: collector.url.slice(0, -1) },
    body: JSON.stringify({ project }),
  });
}

async function projectsIn(collector: Collector): Promise<readonly (string | null)[]> {
  await collector.settled();
  return (await transactions(collector)).map(({ project }) => project).toSorted();
}

it('brings nothing back, and spares what came later', async () => {
  const opened = watchTables();
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
  const response = await askFor(collector, '1');
  expect(await response.json()).toEqual({ transactions: 3 });
  expect(await projectsIn(collector)).toEqual(['1', '2', '2']);
  expect(opened[0]?.births).toBe(1);
  const { problems, quality } = await info(collector);
  expect(problems).toHaveLength(1);
  expect(quality.stored).toBe(quality.received);
});

it('brings back nothing that could not be taken out of the spool, and deletes the next at its own place', async () => {
  const opened = watchTables();
  const collector = await start({ directory: emptyDirectory(), report: () => undefined });
  for (const value of [1, 2]) await sendEnvelope(collector, transactionEnvelope(value), { project: '1' });
  for (const value of [3, 4]) await sendEnvelope(collector, transactionEnvelope(value), { project: '2' });
  meanwhile.run = () => Promise.reject(new Error('EIO: i/o error, write'));
  expect((await askFor(collector, '1')).status).toBe(500);
  await sendEnvelope(collector, transactionEnvelope(5), { project: '1' });
  expect((await askFor(collector, '2')).status).toBe(500);
  await sendEnvelope(collector, transactionEnvelope(6), { project: '2' });
  expect(await projectsIn(collector)).toEqual(['1', '2']);
  await opened[0]?.heal(new Error('Corrupt database file'));
  expect(await projectsIn(collector)).toEqual(['1', '2']);
  // A third one, while what the first two were about has come back once more.
  meanwhile.run = () => Promise.resolve();
  await opened[0]?.heal(new Error('Corrupt database file'));
  expect(await (await askFor(collector, '1')).json()).toEqual({ transactions: 1 });
  expect(await projectsIn(collector)).toEqual(['2']);
});
