import { writtenWhole } from '../model/number-style.ts';
import type { Notice } from '../model/trace.ts';

/** What was counted while a trace was built; names are span ids. */
export interface Findings {
  readonly repeated: number;
  readonly sharedIds: number;
  readonly orphans: number;
  readonly selfParents: readonly string[];
  readonly cycles: readonly { readonly spans: number; readonly cutAt: string }[];
  readonly roots: number;
  readonly reversed: number;
  readonly noTime: number;
  readonly noOwnSpan: number;
  readonly looseErrors: number;
  readonly spans: number;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${writtenWhole(count)} ${count === 1 ? one : many}`;
}

/** A few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${counted(names.length - 3, 'other')}` : shown;
}

/** Writes the findings as notices, what matters most first; none where nothing was met. */
export function toNotices(found: Findings): Notice[] {
  const notices: Notice[] = [];
  const say = (kind: Notice['kind'], count: number, message: string): void => {
    if (count > 0) notices.push({ kind, count, message });
  };
  const { orphans, selfParents, cycles, roots, repeated, reversed } = found;
  const parent = orphans === 1 ? 'its parent' : 'a parent';
  say(
    'missing-parent',
    orphans,
    `${counted(orphans, 'span names', 'spans name')} ${parent} that has not arrived; shown under “Missing parent”.`,
  );
  say(
    'cycle',
    cycles.length,
    `${counted(
      cycles.reduce((sum, cycle) => sum + cycle.spans, 0),
      'span',
    )} name each other as ancestors; the ring was opened at ${listed(cycles.map((cycle) => cycle.cutAt))}.`,
  );
  say(
    'self-parent',
    selfParents.length,
    `${counted(selfParents.length, 'span names itself', 'spans name themselves')} as parent and became a root: ${listed(selfParents)}.`,
  );
  if (roots > 1)
    say('several-roots', roots, `This trace has ${counted(roots, 'root')}; they are shown below each other.`);
  if (roots === 0) say('no-root', found.spans, 'The root of this trace has not arrived.');
  say(
    'reversed',
    reversed,
    `${counted(reversed, 'span', 'spans')} ended before the start; start and end were swapped.`,
  );
  say(
    'no-time',
    found.noTime,
    `${counted(found.noTime, 'span has', 'spans have')} no usable time and ${found.noTime === 1 ? 'is' : 'are'} drawn without length.`,
  );
  say(
    'no-own-span',
    found.noOwnSpan,
    `${counted(found.noOwnSpan, 'transaction')} came without a span of ${found.noOwnSpan === 1 ? 'its' : 'their'} own, which was made from the transaction.`,
  );
  say(
    'shared-id',
    found.sharedIds,
    `${counted(found.sharedIds, 'span shares its id', 'spans share an id')} with another span; children hang below the one of the same service.`,
  );
  say(
    'repeated',
    repeated,
    `${counted(repeated, 'span was', 'spans were')} sent more than once and ${repeated === 1 ? 'is' : 'are'} shown once.`,
  );
  say(
    'loose-errors',
    found.looseErrors,
    `${counted(found.looseErrors, 'error belongs', 'errors belong')} to no span of this trace.`,
  );
  return notices;
}
