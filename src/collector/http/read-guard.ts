import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import type { Exchange } from './answer.ts';
import { hostNameOf, isAddress, isLoopback } from './host-name.ts';
import { hasCookie, isSameSecret, printCookie } from './read-cookie.ts';
import { Refusal } from './refusal.ts';

/** The header of every read: a page of another origin cannot send it without asking first, which is never allowed. */
const OWN_HEADER = 'x-longtail';

/** Who may read. */
export interface Readers {
  /** Names under which the collector may be read, beside those of the own machine. */
  readonly hosts: readonly string[];
  /** What others than this machine have to show, and this machine as well; null: only this machine reads. */
  readonly token: string | null;
  readonly port: () => number;
}

/** Pages are of one level and have no dot: everything else is a file. */
const PAGE = /^\/[^/.]*$/;

/**
 * Decides who may read and change. Another page in the user's browser is told by the Host when it points its own name
 * at this machine (DNS rebinding), by what the browser says about the origin, and by what it cannot send: a header of
 * our own, and a cookie that only a page of this collector was given. Another machine is told by its address.
 */
export class ReadGuard {
  readonly #readers: Readers;
  readonly #hosts: ReadonlySet<string>;
  /** What the cookie holds: with every start a new one, so that it is worth nothing to whoever finds an old one. */
  readonly #secret: string;

  constructor(readers: Readers) {
    this.#readers = readers;
    const own = hostname().toLowerCase();
    const named = readers.token === null ? [] : [own, `${own}.local`];
    this.#hosts = new Set([...readers.hosts.map(hostNameOf), ...named]);
    const { token } = readers;
    this.#secret =
      token === null
        ? randomBytes(32).toString('base64url')
        : createHmac('sha256', token).update('cookie').digest('base64url');
  }

  /** Throws a Refusal of status 421 unless the request names this machine as the host. */
  checkHost(request: IncomingMessage): void {
    const name = hostNameOf(request.headers.host ?? '');
    if (isLoopback(name) || this.#hosts.has(name)) return;
    if (this.#readers.token !== null && isAddress(name)) return;
    throw new Refusal(
      421,
      `This collector does not answer under the name "${name}".`,
      'Open it as http://localhost with its port, or start it with --allow-host and the name you want to use.',
    );
  }

  /**
   * Throws a Refusal of status 403 when another machine asks and no token is agreed upon. A proxy on this machine asks
   * for others, and says so.
   */
  #checkMachine({ headers, socket }: IncomingMessage): void {
    const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    if (this.#readers.token !== null || (isLoopback(socket.remoteAddress ?? '') && !isForwarded)) return;
    throw new Refusal(
      403,
      'This collector is read on its own machine only.',
      'Start it with --read-token and a token of your choice, and open the link that it prints.',
    );
  }

  /** Throws a Refusal of status 403 when a browser says that another site asks. */
  #checkSite({ headers }: IncomingMessage): void {
    const site = headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    throw new Refusal(
      403,
      'Another web page asked for data.',
      'Only the pages of this collector may read from it. Open the address itself.',
    );
  }

  #checkSecret(request: IncomingMessage): void {
    const { token, port } = this.#readers;
    if (hasCookie(request, port(), this.#secret)) return;
    const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token !== null && bearer !== undefined && isSameSecret(bearer, token)) return;
    throw token === null
      ? new Refusal(
          401,
          'The request does not come from a page of this collector.',
          'Load the page anew. A program asks for "/" first and sends the cookie that it gets.',
        )
      : new Refusal(
          401,
          'This collector is read with a token.',
          'Open the link that it printed when it started. A program sends "authorization: Bearer" and the token.',
        );
  }

  /** Throws a Refusal unless the page or program that asks may read: 421, 403 or 401. */
  checkStream(request: IncomingMessage): void {
    this.checkHost(request);
    this.#checkMachine(request);
    this.#checkSite(request);
    this.#checkSecret(request);
  }

  /**
   * Throws a Refusal unless a program that gathers figures may read: it can send neither cookie nor header, and another
   * page could not read what it is answered. 421, 403 or, where a token is agreed upon, 401.
   */
  checkScrape(request: IncomingMessage): void {
    this.checkHost(request);
    this.#checkMachine(request);
    this.#checkSite(request);
    if (this.#readers.token !== null) this.#checkSecret(request);
  }

  /** As `checkStream`, of everything that a page asks for by a script. */
  checkRead(request: IncomingMessage): void {
    this.checkStream(request);
    if (request.headers[OWN_HEADER] !== undefined) return;
    throw new Refusal(
      403,
      `The header "${OWN_HEADER}" is missing.`,
      `Send "${OWN_HEADER}: 1", which no other web page can.`,
    );
  }

  /** As `checkRead`; moreover of the same origin, and JSON, which no form can send: 403 or 415. */
  checkChange(request: IncomingMessage): void {
    this.checkHost(request);
    const { origin, host } = request.headers;
    if (origin !== undefined && origin !== `http://${host ?? ''}` && origin !== `https://${host ?? ''}`) {
      throw new Refusal(
        403,
        `The origin ${origin} may not change anything here.`,
        'Use the pages of this collector.',
      );
    }
    this.checkRead(request);
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      throw new Refusal(415, 'Only JSON is taken here.', 'Send it with "content-type: application/json".');
    }
  }

  /**
   * Lets a page of the app in: gives it the cookie, for which a link with `?token=` is exchanged where one is needed.
   * Answers whether the request is answered herewith. Throws a Refusal of status 421, 403 or 401.
   */
  admit({ request, response, url }: Exchange): boolean {
    this.checkHost(request);
    this.#checkMachine(request);
    if (!PAGE.test(url.pathname)) return false;
    const { token, port } = this.#readers;
    if (token === null) {
      response.setHeader('set-cookie', printCookie(port(), this.#secret));
      return false;
    }
    const given = url.searchParams.get('token');
    if (given === null) return false;
    if (!isSameSecret(given, token)) {
      throw new Refusal(401, 'The token in the address is not the one of this collector.', 'Check the link.');
    }
    // The token leaves the address, so that it is in no history, picture or link that is passed on.
    url.searchParams.delete('token');
    response.writeHead(303, {
      location: `${url.pathname}${url.search}`,
      'set-cookie': printCookie(port(), this.#secret),
      'cache-control': 'no-store',
    });
    response.end();
    return true;
  }
}
