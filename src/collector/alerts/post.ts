import { request as httpRequest } from 'node:http';
import type { RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6 } from 'node:net';
import { TargetRefused, checkTarget } from './target.ts';
import type { TargetRules } from './target.ts';

const PATIENCE = 5_000;
const MOST_ANSWER = 64 * 1024;

/** What was answered. */
export interface Posted {
  readonly status: number;
  /** The beginning of the answer's text. */
  readonly text: string;
}

/**
 * Posts to an address, to the IP address that was checked, within five seconds in all. Redirects are not followed, and
 * more than 64 kB of an answer is not read. Rejects with a `TargetRefused` where it may not go there, and with an Error
 * where nothing was answered.
 */
export async function post(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  rules: TargetRules,
): Promise<Posted> {
  const url = new URL(address);
  if (url.protocol !== 'https:' && !rules.allowed.includes(url.origin)) {
    throw new TargetRefused(
      `${url.origin} is not encrypted.`,
      `Use https, or add "${url.origin}" to "alertTargets" in config.json in the data directory, and start again.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new TargetRefused('The address holds a name or password.', 'Leave it out of the address.');
  }
  const ip = await checkTarget(url.origin, url.hostname, rules);
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // The name stays for TLS and the Host header; the connection goes to the address that was checked.
    lookup: (_name, { all }, done) => {
      const family = isIPv6(ip) ? 6 : 4;
      if (all === true) done(null, [{ address: ip, family }]);
      else done(null, ip, family);
    },
    agent: false,
    signal: AbortSignal.timeout(PATIENCE),
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
      const pieces: Buffer[] = [];
      let length = 0;
      const finish = (): void => {
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(pieces).toString('utf8').slice(0, 500),
        });
      };
      response.on('data', (piece: Buffer) => {
        length += piece.length;
        if (length <= MOST_ANSWER) pieces.push(piece);
        else {
          finish();
          response.destroy();
        }
      });
      response.on('end', finish);
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
