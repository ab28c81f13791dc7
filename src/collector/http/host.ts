import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The name in a Host header, without its port. */
function nameOf(host: string): string {
  return host.trim().toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
}

/**
 * Refuses what a foreign web page could ask in a user's browser. A page that points its own name at this machine
 * (DNS rebinding) is told by the Host, one that merely asks by what the browser says about the origin.
 */
export class ReadGuard {
  readonly #allowed: ReadonlySet<string>;

  /** `hosts`: names beside those of the own machine under which the collector may be read. */
  constructor(hosts: readonly string[]) {
    this.#allowed = new Set([
      ...LOOPBACK,
      ...hosts.map((host) => (host.includes(':') ? `[${host}]` : host).toLowerCase()),
    ]);
  }

  /** Throws a Refusal of status 421 unless the request names this machine as the host. */
  checkHost(request: IncomingMessage): void {
    const name = nameOf(request.headers.host ?? '');
    if (this.#allowed.has(name) || name.endsWith('.localhost')) return;
    throw new Refusal(
      421,
      `This collector does not answer under the name "${name}".`,
      'Open it as http://localhost with its port, or start it with --host and the name you want to use.',
    );
  }

  /** Throws a Refusal of status 403 when a browser says that another site asks. */
  checkSite(request: IncomingMessage): void {
    const site = request.headers['sec-fetch-site'];
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    throw new Refusal(
      403,
      'Another web page asked for data.',
      'Only the pages of this collector may read from it. Open the address itself.',
    );
  }

  /** Throws a Refusal unless the request may change something: same origin, and JSON, which no form can send. */
  checkChange(request: IncomingMessage): void {
    const { origin, host } = request.headers;
    if (origin !== undefined && origin !== `http://${host ?? ''}` && origin !== `https://${host ?? ''}`) {
      throw new Refusal(
        403,
        `The origin ${origin} may not change anything here.`,
        'Use the pages of this collector.',
      );
    }
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      throw new Refusal(415, 'Only JSON is taken here.', 'Send it with "content-type: application/json".');
    }
  }
}
