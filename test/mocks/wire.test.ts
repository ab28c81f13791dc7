import { afterEach, describe, expect, it } from 'vitest';
import { connectWorlds } from '../../mocks/connect-worlds.ts';
import { createWorld } from '../../mocks/generator/create-world.ts';
import { serveWorlds } from '../../mocks/wire.ts';
import type { WorldOptions } from '../../mocks/generator/traffic.ts';
import type { World } from '../../mocks/world.ts';
import { EVERYTHING, bytesOf, readBrief } from './read-world.ts';

const ANCHOR = Date.UTC(2026, 10, 19, 14, 30);
const OPTIONS = { seed: 1, anchor: ANCHOR, rows: 3_000 };
type Frames = AsyncIterable<Uint8Array<ArrayBuffer>>;

const ports: MessagePort[] = [];

/** Both ends of a wire to a world. */
function channel(
  create: (options: WorldOptions) => World = (options) => createWorld(options, () => ANCHOR),
): MessagePort {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serveWorlds(port2, create);
  return port1;
}

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

describe('the wire to the generator', () => {
  it('gives what the world gives', async () => {
    const near = createWorld(OPTIONS, () => ANCHOR);
    const far = await connectWorlds(channel())(OPTIONS);
    expect(await far.info()).toEqual(await near.info());
    expect(await far.position()).toEqual(await near.position());
    const isSame = async (one: Frames, other: Frames): Promise<boolean> =>
      (await bytesOf(one)).equals(await bytesOf(other));
    expect(await isSame(far.transactions(EVERYTHING), near.transactions(EVERYTHING))).toBe(true);
    const traceId = (await readBrief(far.transactions(EVERYTHING)))[0]?.traceId ?? '';
    expect(await isSame(far.trace(traceId), near.trace(traceId))).toBe(true);
    const ask = { ...EVERYTHING, project: 'api', transaction: '/api/me' };
    expect(await isSame(far.spans(ask), near.spans(ask))).toBe(true);
  });

  it('answers several questions at a time', async () => {
    // Answers of several frames each, so that they are made in turns.
    const far = await connectWorlds(channel())({ ...OPTIONS, rows: 70_000 });
    const [one, other, info] = await Promise.all([
      readBrief(far.transactions(EVERYTHING)),
      bytesOf(far.transactions(EVERYTHING)),
      far.info(),
    ]);
    expect(new Set(one.map(({ row }) => row)).size).toBe(info.rows);
    expect(other.equals(await bytesOf(far.transactions(EVERYTHING)))).toBe(true);
  });

  it('says why a world cannot be made', async () => {
    await expect(connectWorlds(channel())({ ...OPTIONS, rows: 0 })).rejects.toThrow('not with "0"');
  });

  it('gives several worlds, and makes one again that it has forgotten', async () => {
    const made: number[] = [];
    const worldOf = connectWorlds(
      channel((options) => {
        made.push(options.rows);
        return createWorld(options, () => ANCHOR);
      }),
    );
    for (const rows of [10, 20, 10, 30, 40, 50, 10, 20]) {
      const world = await worldOf({ ...OPTIONS, rows });
      expect((await world.info()).rows).toBe(rows);
    }
    // Of four that are kept, 20 was not asked for longest when 50 came.
    expect(made).toEqual([10, 20, 30, 40, 50, 20]);
  });

  it('makes no more than is taken, and stops when no more is wanted', async () => {
    let made = 0;
    let isStopped = false;
    async function* frames(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
      try {
        for (;;) {
          made += 1;
          yield new Uint8Array(8);
        }
      } finally {
        isStopped = true;
      }
    }
    const endless = (): World => ({ ...createWorld(OPTIONS), transactions: frames });
    const far = await connectWorlds(channel(endless))(OPTIONS);
    const stream = far.transactions(EVERYTHING)[Symbol.asyncIterator]();
    const ahead: number[] = [];
    for (let taken = 1; taken <= 3; taken += 1) {
      await stream.next();
      ahead.push(made - taken);
    }
    await stream.return?.();
    await far.position();
    expect(ahead).toEqual([0, 0, 0]);
    expect(isStopped).toBe(true);
  });

  it('fails what it was asked when the world fails or its worker dies', async () => {
    const broken = (): World => ({
      ...createWorld(OPTIONS),
      info: () => Promise.reject(new Error('out of memory')),
    });
    const port = channel(broken);
    const far = await connectWorlds(port)(OPTIONS);
    await expect(far.info()).rejects.toThrow('out of memory');
    port.dispatchEvent(new Event('error'));
    await expect(far.position()).rejects.toThrow('generator stopped');
  });
});
