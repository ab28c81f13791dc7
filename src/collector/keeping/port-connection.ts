import { Duplex } from 'node:stream';
import type { ConnectionMessage } from './message.ts';

/** Bytes that may be on their way: who reads slowly is waited for. */
const WINDOW = 1 << 20;

/** Sends a message to the other thread, with memory that is given away. */
export type Post = (message: ConnectionMessage, memory?: readonly ArrayBuffer[]) => void;

type Done = (error?: Error | null) => void;

/** One end of a connection between two threads, on which both speak HTTP as over a socket. */
class PortConnection extends Duplex {
  readonly #connection: number;
  readonly #post: Post;
  #underWay = 0;
  /** Goes on when the other end has taken something. */
  #blocked: Done | null = null;
  /** Bytes that came, and of which the other end is not told that they were taken. */
  #unsaid = 0;
  #hasEnded = false;

  constructor(connection: number, post: Post) {
    super();
    this.#connection = connection;
    this.#post = post;
  }

  /** Takes what the other end has sent. */
  hear(message: ConnectionMessage): void {
    switch (message.kind) {
      case 'bytes':
        this.#unsaid += message.bytes.length;
        this.push(message.bytes);
        return;
      case 'taken': {
        this.#underWay -= message.count;
        const go = this.#underWay < WINDOW ? this.#blocked : null;
        if (go === null) return;
        this.#blocked = null;
        go();
        return;
      }
      case 'end':
        this.#hasEnded = true;
        this.push(null);
        return;
      case 'broken':
        // Behind its end there may be something left to read here; who still writes would wait for ever.
        if (!this.#hasEnded || this.#blocked !== null) this.destroy();
    }
  }

  override _read(): void {
    if (this.#unsaid === 0) return;
    this.#post({ kind: 'taken', connection: this.#connection, count: this.#unsaid });
    this.#unsaid = 0;
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#send([piece], done);
  }

  override _writev(pieces: readonly { readonly chunk: Buffer }[], done: Done): void {
    this.#send(
      pieces.map(({ chunk }) => chunk),
      done,
    );
  }

  override _final(done: Done): void {
    this.#post({ kind: 'end', connection: this.#connection });
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#post({ kind: 'broken', connection: this.#connection });
    done(error);
  }

  /**
   * Gives large pieces away that have a memory of their own, which nobody reads behind its writing; copies the others
   * into one that can be given away: they may lie in one that is used for others as well.
   */
  #send(pieces: readonly Uint8Array[], done: Done): void {
    let from = 0;
    for (const [index, piece] of pieces.entries()) {
      if (!isWhole(piece)) continue;
      this.#copy(pieces.slice(from, index));
      this.#give(piece);
      from = index + 1;
    }
    this.#copy(from === 0 ? pieces : pieces.slice(from));
    if (this.#underWay < WINDOW) done();
    else this.#blocked = done;
  }

  #copy(pieces: readonly Uint8Array[]): void {
    if (pieces.length === 0) return;
    const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.#give(bytes);
  }

  #give(bytes: Uint8Array<ArrayBuffer>): void {
    this.#underWay += bytes.length;
    this.#post({ kind: 'bytes', connection: this.#connection, bytes }, [bytes.buffer]);
  }
}

/** From which size on a copy costs more than a message. */
const LARGE = 64 << 10;

/** Whether a piece is all of its memory, and large. */
function isWhole(piece: Uint8Array): piece is Uint8Array<ArrayBuffer> {
  return (
    piece.length >= LARGE && piece.length === piece.buffer.byteLength && piece.buffer instanceof ArrayBuffer
  );
}

/** The connections between this thread and another. */
export class PortConnections {
  readonly #post: Post;
  readonly #accept: ((connection: Duplex) => void) | null;
  readonly #open = new Map<number, PortConnection>();
  #last = 0;

  /** `accept` is given what the other end opens; null: only this one does. */
  constructor(post: Post, accept: ((connection: Duplex) => void) | null) {
    this.#post = post;
    this.#accept = accept;
  }

  /** A new one; the other end has it with the first bytes. */
  connect(): Duplex {
    this.#last += 1;
    return this.#begin(this.#last);
  }

  hear(message: ConnectionMessage): void {
    const known = this.#open.get(message.connection);
    if (known !== undefined) known.hear(message);
    else if (message.kind === 'bytes' && this.#accept !== null && message.connection > this.#last) {
      this.#last = message.connection;
      const connection = this.#begin(message.connection);
      this.#accept(connection);
      connection.hear(message);
    }
  }

  #begin(number: number): PortConnection {
    const connection = new PortConnection(number, this.#post);
    this.#open.set(number, connection);
    connection.once('close', () => this.#open.delete(number));
    // What breaks off is told by what is read from it.
    connection.on('error', () => undefined);
    return connection;
  }
}
