import { EVERYTHING } from '../../model/filter.ts';
import type { Info } from '../../model/source.ts';
import type { Choice } from '../../ui/filter/ChoiceList.tsx';
import type { ComparePanelProps } from '../../ui/filter/ComparePanel.tsx';
import { formatInterval, roundedToMinutes } from '../../ui/filter/range-words.ts';
import { formatMinute, zoneName } from '../../ui/format.ts';
import { versusOf } from '../../view/compare.ts';
import { readMoment } from '../../view/moment-input.ts';
import { resolveRange } from '../../view/range.ts';
import { useTick } from '../../view/tick-context.tsx';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useView } from '../../view/use-view.ts';
import { COMPARISONS } from '../../view/view.ts';

/** Releases offered at most: the newest. The others are found by a search for them. */
const MOST_RELEASES = 30;
const RELEASE = 'release:';

const LABELS: Readonly<Record<(typeof COMPARISONS)[number], string>> = {
  off: 'Nothing',
  previous: 'The previous period',
  day: 'The same time a day earlier',
  week: 'The same time a week earlier',
};

/** The choice of what numbers are compared with, wired to the view. */
export function useComparePanel(info: Info | undefined): ComparePanelProps & { readonly words: string } {
  const { view, edit } = useView();
  const { now } = useTick();
  const { short } = useCompareWords(formatMinute);
  const { compare, zone } = view;
  const range = resolveRange(view.range, now);
  const first = info?.extent?.start;
  const periods = COMPARISONS.map((id): Choice => {
    const other = versusOf(id, { range, where: EVERYTHING }, zone)?.range;
    if (other === undefined) return { id, label: LABELS[id] };
    const isWithout = first !== undefined && first >= other.end;
    const times = `${formatInterval(roundedToMinutes(other), zone)} ${zoneName(other.start, zone)}`;
    return { id, label: LABELS[id], detail: isWithout ? `${times}: no data of then` : times };
  });
  const chosenRelease = typeof compare === 'object' && 'release' in compare ? compare.release : null;
  const known = (info?.releases ?? []).toSorted((a, b) => b.first - a.first).slice(0, MOST_RELEASES);
  const missing = known.some(({ name }) => name === chosenRelease) ? null : chosenRelease;
  const releases: Choice[] = [
    ...(missing === null ? [] : [{ id: RELEASE + missing, label: missing }]),
    ...known.map(({ name, rows, first }) => ({
      id: RELEASE + name,
      label: name,
      detail: `Since ${formatMinute(first, zone)}`,
      count: rows,
    })),
  ];
  return {
    words: short,
    periods,
    releases,
    chosen: typeof compare === 'string' ? compare : chosenRelease === null ? null : RELEASE + chosenRelease,
    onChoose: (id) => {
      const word = COMPARISONS.find((word) => word === id);
      edit({ compare: word ?? { release: id.slice(RELEASE.length) } });
    },
    readFrom: (text) => {
      const moment = readMoment({ text, at: 0 }, { now, zone }, null);
      if ('fault' in moment) return moment;
      const from = Math.floor(moment.start);
      const other = { start: from, end: from + range.end - range.start };
      return { value: from, words: `${formatInterval(other, zone)} ${zoneName(from, zone)}` };
    },
    onFrom: (from) => edit({ compare: { from } }),
  };
}
