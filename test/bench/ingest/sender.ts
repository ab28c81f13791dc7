// Sends requests at a steady rate over connections that stay open, and notes how long each answer took from the
// moment at which its request was due: a server that stalls does not slow its clock down.
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Requests a second; null: as fast as they are answered. */
  readonly rate: number | null;
  readonly seconds: number;
  readonly connections: number;
  /** The body of each request, by its number. */
  readonly bodyOf: (number: number) => Buffer;
}

export interface Sent {
  readonly requests: number;
  readonly seconds: number;
  /** Requests by the status of their answer; 0 where the connection broke. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Milliseconds from due to answered, ascending. */
  readonly latencies: Float64Array;
  /** The same of the requests that were due in each second. */
  readonly bySecond: readonly Float64Array[];
}

const HEAD_END = Buffer.from('\r\n\r\n');

class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #answered: (status: number) => void = () => undefined;
  isBusy = false;

  constructor(port: number, onIdle: (connection: Connection) => void) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (piece) => {
      this.#received = this.#received.length === 0 ? piece : Buffer.concat([this.#received, piece]);
      const status = this.#takeAnswer();
      if (status === null) return;
      this.isBusy = false;
      this.#answered(status);
      onIdle(this);
    });
    const broken = () => {
      if (this.isBusy) this.#answered(0);
      this.isBusy = true;
    };
    this.#socket.on('error', broken);
    this.#socket.on('close', broken);
  }

  send(head: Buffer, body: Buffer, answered: (status: number) => void): void {
    this.isBusy = true;
    this.#answered = answered;
    this.#socket.cork();
    this.#socket.write(head);
    this.#socket.write(body);
    this.#socket.uncork();
  }

  end(): void {
    this.#socket.destroy();
  }

  /** The status of a whole answer; null while it is not whole. */
  #takeAnswer(): number | null {
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return null;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const whole = end + HEAD_END.length + length;
    if (/transfer-encoding: chunked/i.test(head)) {
      if (!this.#received.includes('0\r\n\r\n', end)) return null;
    } else if (this.#received.length < whole) {
      return null;
    }
    this.#received = Buffer.alloc(0);
    return Number(head.slice(9, 12));
  }
}

/** Sends the load, waits for all answers, and resolves with what came. */
export async function send(load: Load): Promise<Sent> {
  const { port, path, headers, rate, seconds, connections, bodyOf } = load;
  const latencies: number[] = [];
  const bySecond: number[][] = [];
  const statuses: Record<number, number> = {};
  const due: number[] = [];
  let made = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const headOf = (length: number): Buffer =>
    Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}content-length: ${length}\r\n\r\n`, 'latin1');
  let next = 0;
  let isOver = false;
  const feed = (connection: Connection): void => {
    if (connection.isBusy) return;
    if (rate === null && !isOver) due.push(performance.now());
    const at = due[next];
    if (at === undefined) return;
    const body = bodyOf(next);
    next += 1;
    connection.send(headOf(body.length), body, (status) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      const latency = performance.now() - at;
      latencies.push(latency);
      (bySecond[Math.floor((at - began) / 1000)] ??= []).push(latency);
      if (isOver && latencies.length === due.length) finish();
    });
  };
  const all = Array.from({ length: connections }, () => new Connection(port, feed));
  const began = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const elapsed = Math.min((now - began) / 1000, seconds);
    if (rate !== null) {
      for (; made < Math.floor(elapsed * rate); made += 1) due.push(began + (made / rate) * 1000);
    }
    isOver = elapsed >= seconds;
    for (const connection of all) feed(connection);
    if (isOver && latencies.length === due.length) finish();
  }, 1);
  await finished;
  clearInterval(timer);
  const took = (performance.now() - began) / 1000;
  for (const connection of all) connection.end();
  return {
    requests: latencies.length,
    seconds: took,
    statuses,
    latencies: Float64Array.from(latencies).sort(),
    bySecond: bySecond.map((all) => Float64Array.from(all).sort()),
  };
}

/** A quantile of ascending numbers. */
export function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
