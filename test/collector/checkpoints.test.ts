// Bringing the database's log into its file takes long, and nobody who sends or reads waits for it.
import { expect, it, vi } from 'vitest';
import { Checkpoints } from '../../src/collector/store/checkpoints.ts';
import { Database } from '../../src/collector/store/database.ts';
import { afterwards, emptyDirectory, sendEnvelope, start, transactions } from './running.ts';
import { transactionEnvelope } from './traffic.ts';

it('answers senders and readers while a checkpoint goes on, and writes afterwards', async () => {
  let end: () => void = () => undefined;
  const going = new Promise<void>((resolve) => {
    end = resolve;
  });
  const checkpoint = vi.spyOn(Database.prototype, 'checkpoint').mockReturnValue(going);
  const isDue = vi.spyOn(Checkpoints.prototype, 'isDue', 'get').mockReturnValue(true);
  afterwards(() => {
    end();
    checkpoint.mockRestore();
    isDue.mockRestore();
  });
  const collector = await start({ directory: emptyDirectory() });
  expect((await sendEnvelope(collector, transactionEnvelope(1))).status).toBe(200);
  await vi.waitFor(() => expect(checkpoint).toHaveBeenCalledTimes(1));
  for (let value = 2; value < 6; value += 1) {
    expect((await sendEnvelope(collector, transactionEnvelope(value))).status).toBe(200);
  }
  expect(await transactions(collector)).toHaveLength(1);
  end();
  await collector.settled();
  expect(await transactions(collector)).toHaveLength(5);
});
