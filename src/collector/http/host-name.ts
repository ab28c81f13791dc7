import { isIP } from 'node:net';

/** A host as it stands in an address, without its port: `localhost:4318` is "localhost", `[::1]:80` is "::1". */
export function hostNameOf(host: string): string {
  const name = host.trim().toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return /^\[.*\]$/.test(name) ? name.slice(1, -1) : name;
}

/** Whether a name or address is always that of the own machine: no one else's DNS has a say in it. */
export function isLoopback(name: string): boolean {
  const address = name.replace(/^::ffff:/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (isIP(address) === 4 && address.startsWith('127.'))
  );
}

/** Whether a host is written as an address, behind which no DNS can put another machine. */
export function isAddress(name: string): boolean {
  return isIP(name) !== 0;
}

/** A host as an address of it writes it. */
export function inAddress(name: string): string {
  return name.includes(':') ? `[${name}]` : name;
}
