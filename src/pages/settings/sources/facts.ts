import type { Abilities, Info } from '../../../model/source.ts';
import { formatCount, formatMinute, formatTime } from '../../../ui/format.ts';
import type { Zone } from '../../../ui/format.ts';
import { toSizeWords } from '../../../view/keep-words.ts';
import type { Fact } from './SourceCard.tsx';

/** What a source can do and what this page does where it cannot, each with its name. */
function abilityWords({ live, settings, deletion, former, tagRows }: Abilities): string {
  return [
    live ? 'new rows come by themselves' : 'its rows stay as they are',
    settings ? 'keeps settings for everybody' : 'keeps no settings',
    deletion === true ? 'deletes data' : 'deletes nothing',
    ...(former === true ? ['knows rows as they were'] : []),
    ...(tagRows === true ? ['finds rare tag values'] : []),
  ].join(', ');
}

/** What a source says of itself, for a list of facts. */
export function toFacts(info: Info, zone: Zone): readonly Fact[] {
  const { name, version, contract, rows, extent, ingest, now, abilities } = info;
  const used = ingest?.retention.used;
  return [
    { name: 'Program', value: `${name} ${version}, contract ${contract}` },
    { name: 'Holds', value: `${formatCount(rows)} ${rows === 1 ? 'transaction' : 'transactions'}` },
    ...(extent === null
      ? []
      : [
          {
            name: 'From – to',
            value: `${formatMinute(extent.start, zone)} – ${formatMinute(extent.end, zone)}`,
          },
        ]),
    ...(used === undefined ? [] : [{ name: 'Takes', value: toSizeWords(used) }]),
    { name: 'Last answer', value: formatTime(now, zone) },
    { name: 'Can', value: abilityWords(abilities) },
  ];
}
