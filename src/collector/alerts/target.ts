import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Why a message is not sent to where it is to go, and what to do. */
export class TargetRefused extends Error {
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.name = 'TargetRefused';
    this.advice = advice;
  }
}

/** The addresses of a name; as `dns.lookup` with `all`. */
export type Resolve = (name: string) => Promise<readonly { readonly address: string }[]>;

/** What of targets is allowed, and how names are resolved. */
export interface TargetRules {
  /** Origins that may be private and without TLS, as the config file has them: `http://127.0.0.1:9000`, `smtp://mail:25`. */
  readonly allowed: readonly string[];
  readonly resolve?: Resolve;
}

const usual: Resolve = (name) => lookup(name, { all: true, verbatim: true });

/**
 * The one IP address to connect to. A name is resolved once, here, and every address it has must be public: what was
 * checked is what is connected to, whatever the name says a moment later. Throws a `TargetRefused`.
 */
export async function checkTarget(origin: string, host: string, rules: TargetRules): Promise<string> {
  const name = host.replace(/^\[|\]$/g, '');
  const resolve = rules.resolve ?? usual;
  const addresses =
    isIP(name) === 0
      ? await resolve(name).catch((cause: unknown) => {
          const reason = cause instanceof Error ? cause.message : String(cause);
          throw new TargetRefused(`The name ${name} cannot be resolved: ${reason}`, 'Check the address.');
        })
      : [{ address: name }];
  const [first] = addresses;
  if (first === undefined) throw new TargetRefused(`The name ${name} has no address.`, 'Check the address.');
  if (rules.allowed.includes(origin)) return first.address;
  const wrong = addresses.find(({ address }) => !isPublicAddress(address));
  if (wrong === undefined) return first.address;
  throw new TargetRefused(
    `${name} is ${wrong.address}, which is no address of the public Internet.`,
    `If messages shall go there, add "${origin}" to "alertTargets" in config.json in the data directory, and start again.`,
  );
}
