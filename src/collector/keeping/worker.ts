import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { serveRoutes } from '../http/routes.ts';
import type { Guard } from '../http/routes.ts';
import type { Entry } from '../spool/spool.ts';
import { StartError } from '../start-error.ts';
import type { FrontState, KeeperOptions } from './keeper.ts';
import { LocalKeeper } from './local-keeper.ts';
import { toError } from './message.ts';
import type { Call, FromKeeper, ToKeeper } from './message.ts';
import { PortConnections } from './port-connection.ts';

/** Who comes here was let in by the thread that has the port. */
const LET_IN: Guard = {
  checkHost: () => undefined,
  checkRead: () => undefined,
  checkStream: () => undefined,
  checkScrape: () => undefined,
  checkChange: () => undefined,
  admit: () => true,
};

/** The thread in which everything is kept: what `ThreadedKeeper` asks of it, done by a keeper in this thread. */
async function run(port: MessagePort, options: KeeperOptions): Promise<void> {
  const post = (message: FromKeeper, memory: ArrayBuffer[] = []): void => port.postMessage(message, memory);
  const report = (error: unknown): void => post({ kind: 'report', error: toError(error) });
  const asking = new Map<number, (state: FrontState) => void>();
  const rolling = new Map<number, (segment: number) => void>();
  let asked = 0;
  const state = (): Promise<FrontState> =>
    new Promise((resolve) => {
      asked += 1;
      asking.set(asked, resolve);
      post({ kind: 'ask', id: asked });
    });
  const roll = (): Promise<number> =>
    new Promise((resolve) => {
      asked += 1;
      rolling.set(asked, resolve);
      post({ kind: 'roll', id: asked });
    });
  let received = 0;
  const keeper: LocalKeeper = await LocalKeeper.open(options, { state, roll, report }, () =>
    post({ kind: 'written', received, waiting: keeper.queuedBytes }),
  );
  // The other thread is patient for as long as its own clients are.
  const server = createServer(
    { requestTimeout: 0, headersTimeout: 0 },
    serveRoutes(keeper.routes, LET_IN, () => undefined, report),
  );
  const connections = new PortConnections(
    (message, memory = []) => post(message, [...memory]),
    (connection) => server.emit('connection', connection),
  );
  const call = async (asked: Call): Promise<void> => {
    switch (asked.name) {
      case 'settled':
        return keeper.settled();
      case 'start':
        return keeper.start(asked.url);
      case 'close':
        return keeper.close();
    }
  };
  const receive = ({ places, bytes }: ToKeeper & { readonly kind: 'entries' }): void => {
    let at = 0;
    const entries = places.map(({ next, length }): Entry => {
      at += length;
      return { next, kept: { kind: 'parcel', bytes: bytes.subarray(at - length, at) } };
    });
    received += bytes.length;
    keeper.receive(entries);
  };
  const take = (message: ToKeeper): void => {
    switch (message.kind) {
      case 'entries':
        return receive(message);
      case 'call': {
        const { id } = message;
        call(message.call).then(
          () => post({ kind: 'done', id, error: null }),
          (error: unknown) => post({ kind: 'done', id, error: toError(error) }),
        );
        return;
      }
      case 'state':
        asking.get(message.id)?.(message.state);
        asking.delete(message.id);
        return;
      case 'rolled':
        rolling.get(message.id)?.(message.segment);
        rolling.delete(message.id);
        return;
      case 'give back':
        return keeper.giveBack();
      case 'collect':
        return keeper.collect();
      case 'end watching':
        return keeper.endWatching();
      case 'bytes':
      case 'taken':
      case 'end':
      case 'broken':
        return connections.hear(message);
    }
  };
  port.on('message', take);
  const routes = keeper.routes.map(({ method, path, plane }) => ({ method, path, plane }));
  post({ kind: 'opened', opened: keeper.opened, routes });
}

if (parentPort !== null) {
  const port = parentPort;
  run(port, workerData as KeeperOptions).catch((error: unknown) => {
    const advice = error instanceof StartError ? error.advice : null;
    port.postMessage({ kind: 'failed', error: toError(error), advice } satisfies FromKeeper);
  });
}
