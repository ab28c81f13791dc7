import { formatMinute } from '../../ui/format.ts';
import { resolveRange } from '../../view/range.ts';
import type { EpochMs } from '../../model/time.ts';
import type { View } from '../../view/view.ts';

/** What a page is about, each with its name: the time, what it is compared with, and all that it is filtered by. */
export type About = readonly (readonly [name: string, words: string])[];

/** `against`: what is compared with, in a sentence; empty for nothing. */
export function aboutWords(
  view: View,
  now: EpochMs,
  against: string,
  projectLabel: (project: string) => string,
): About {
  const { zone, environments, projects, search } = view;
  const { start, end } = resolveRange(view.range, now);
  const all: About = [
    ['Time', `${formatMinute(start, zone)} – ${formatMinute(end, zone)}`],
    ['Compared with', against],
    ['Environment', environments.map((name) => name ?? '(none)').join(', ')],
    ['Project', projects.map(projectLabel).join(', ')],
    ['Search', search],
  ];
  return all.filter(([, words]) => words !== '');
}
