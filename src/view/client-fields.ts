import type { TagCount } from '../model/source.ts';

/** What the clients of a service are told apart by. */
export interface ClientField {
  readonly name: string;
  readonly tag: string;
}

/** Under each name the tags that senders use for it, the most telling first. */
const FIELDS: readonly { readonly name: string; readonly tags: readonly string[] }[] = [
  { name: 'Device', tags: ['device', 'device.type', 'device.class', 'device.family'] },
  { name: 'Browser', tags: ['browser.name', 'browser'] },
  { name: 'Country or region', tags: ['geo.country_code', 'country', 'region', 'geo.region'] },
  { name: 'System', tags: ['os.name', 'os', 'client_os.name'] },
];

/** Those of them that rows have, each by one tag. */
export function clientFields(tags: readonly TagCount[]): ClientField[] {
  const known = new Set(tags.map(({ tag }) => tag));
  return FIELDS.flatMap(({ name, tags }) => {
    const tag = tags.find((one) => known.has(one));
    return tag === undefined ? [] : [{ name, tag }];
  });
}
