import { Worker } from 'node:worker_threads';
import type { Exchange } from '../http/answer.ts';
import type { Route } from '../http/routes.ts';
import type { Entry } from '../spool/spool.ts';
import { StartError } from '../start-error.ts';
import { costOf } from '../store/batches.ts';
import { MOST_QUEUED } from '../store/writer.ts';
import { forward } from './forward.ts';
import type { Front, Keeper, KeeperOptions, Opened } from './keeper.ts';
import { toError } from './message.ts';
import type { Call, FromKeeper, ToKeeper } from './message.ts';
import { PortConnections } from './port-connection.ts';

/** For what is thrown away: more room for it makes nothing quicker. */
const YOUNG_MB = 16;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * A keeper in a thread of its own: whatever the database, a reader or the clearing away takes, those who send do not
 * wait for it. Requests go over connections between the threads; what is in the spool goes in messages.
 */
export class ThreadedKeeper implements Keeper {
  readonly opened: Opened;
  readonly routes: readonly Route[];
  readonly #worker: Worker;
  readonly #front: Front;
  readonly #connections: PortConnections;
  readonly #calls = new Map<number, Waiting>();
  #lastCall = 0;
  /** Bytes of entries that were ever handed over, and of those that the other thread knew of and had not written. */
  #sent = 0;
  #received = 0;
  #waiting = 0;
  #isClosing = false;

  /** `program`: the file of the thread. Throws a StartError when the directory cannot be used. */
  static async open(program: string, options: KeeperOptions, front: Front): Promise<ThreadedKeeper> {
    const worker = new Worker(program, {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const answer = await new Promise<FromKeeper>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    worker.removeAllListeners('error');
    if (answer.kind === 'opened') return new ThreadedKeeper(worker, answer, front);
    await worker.terminate();
    if (answer.kind !== 'failed') throw new Error(`The keeper began with "${answer.kind}".`);
    const { error, advice } = answer;
    throw advice === null ? error : new StartError(error.message, advice, error.cause);
  }

  private constructor(
    worker: Worker,
    { opened, routes }: FromKeeper & { readonly kind: 'opened' },
    front: Front,
  ) {
    this.#worker = worker;
    this.#front = front;
    this.opened = opened;
    this.#connections = new PortConnections(
      (message, memory = []) => worker.postMessage(message, memory),
      null,
    );
    const answer = (exchange: Exchange): Promise<void> =>
      forward(exchange, () => this.#connections.connect());
    this.routes = routes.map((route) => ({ ...route, answer }));
    worker.on('message', (message: FromKeeper) => void this.#take(message));
    // What was being kept may be in any state: as after any other failure of the program, the next start puts it right.
    worker.on('error', (error) => {
      throw toError(error);
    });
    worker.on('exit', () => {
      if (!this.#isClosing) throw new Error('The thread of the database ended by itself.');
    });
  }

  get isBehind(): boolean {
    return this.#sent - this.#received + this.#waiting > MOST_QUEUED;
  }

  receive = (entries: readonly Entry[]): void => {
    const parcels = entries.map(({ kept }) => (kept.kind === 'parcel' ? kept.bytes : kept.accepted.body));
    const bytes = new Uint8Array(parcels.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const parcel of parcels) {
      bytes.set(parcel, at);
      at += parcel.length;
    }
    const places = entries.map(({ next }, index) => ({ next, length: parcels[index]?.length ?? 0 }));
    for (const entry of entries) this.#sent += costOf(entry);
    this.#post({ kind: 'entries', places, bytes }, [bytes.buffer]);
  };

  settled(): Promise<void> {
    return this.#call({ name: 'settled' });
  }

  start(url: string): Promise<void> {
    return this.#call({ name: 'start', url });
  }

  giveBack(): void {
    this.#post({ kind: 'give back' });
  }

  collect(): void {
    this.#post({ kind: 'collect' });
  }

  endWatching(): void {
    this.#post({ kind: 'end watching' });
  }

  async close(): Promise<void> {
    await this.#call({ name: 'close' });
    this.#isClosing = true;
    await this.#worker.terminate();
  }

  #post(message: ToKeeper, memory: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, memory);
  }

  #call(call: Call): Promise<void> {
    this.#lastCall += 1;
    const id = this.#lastCall;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#post({ kind: 'call', id, call });
    });
  }

  async #take(message: FromKeeper): Promise<void> {
    switch (message.kind) {
      case 'done': {
        const waiting = this.#calls.get(message.id);
        this.#calls.delete(message.id);
        if (message.error === null) waiting?.resolve();
        else waiting?.reject(message.error);
        return;
      }
      case 'ask':
        this.#post({ kind: 'state', id: message.id, state: await this.#front.state() });
        return;
      case 'roll':
        this.#post({ kind: 'rolled', id: message.id, segment: await this.#front.roll() });
        return;
      case 'written':
        this.#received = message.received;
        this.#waiting = message.waiting;
        return;
      case 'report':
        this.#front.report(message.error);
        return;
      case 'opened':
      case 'failed':
        return;
      case 'bytes':
      case 'taken':
      case 'end':
      case 'broken':
        this.#connections.hear(message);
    }
  }
}
