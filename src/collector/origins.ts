import { networkInterfaces } from 'node:os';
import { inAddress, isLoopback } from './http/host-name.ts';

/** The name by which Docker and Podman call the machine that they run on. */
const OF_CONTAINERS = 'host.docker.internal';

/** Addresses of this machine in its networks. Those of IPv6 change by the day and are left out. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}

/**
 * Where other machines and containers reach a collector that listens on `host`, as origins; containers first. Empty
 * where only this machine does.
 */
export function originsFor(host: string | null, port: number): string[] {
  if (host === null || isLoopback(host)) return [];
  const names = host === '0.0.0.0' || host === '::' ? [OF_CONTAINERS, ...ownAddresses()] : [host];
  return names.map((name) => `http://${inAddress(name)}:${port}`);
}
