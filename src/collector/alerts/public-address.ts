import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Networks that are no part of the public Internet (IANA special-purpose address registries, IPv4 and IPv6). */
const PRIVATE: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  // Link-local, in which clouds answer for the secrets of a machine (169.254.169.254).
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  // Addresses that carry an IPv4 address, to which a gateway would pass them on.
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const IPV4 = new BlockList();
const IPV6 = new BlockList();
for (const [network, bits, family] of PRIVATE) {
  (family === 'ipv4' ? IPV4 : IPV6).addSubnet(network, bits, family);
}

/** Whether an IP address is one of the public Internet; false for what is no IP address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !IPV4.check(address, 'ipv4');
  return isIPv6(address) && !IPV6.check(address, 'ipv6');
}
