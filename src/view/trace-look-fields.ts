import { DEFAULT_VIEW } from './view.ts';
import { BAR_COLOURS, COMPARED_GROUPS, TRACE_PICTURES } from './trace-look.ts';
import type { TraceLook } from './trace-look.ts';
import type { ViewField } from './view-field.ts';

const TRACE_ID = /^[0-9a-f]{32}$/;

/** Groups of events that a trace can be compared with. */
const GROUPS: ReadonlySet<string> = new Set(COMPARED_GROUPS);

/** `nPlusOneDb.time~50`, several of them with `!` between. */
const LIMIT = /^([A-Za-z]+\.[A-Za-z]+)~(\d+(?:\.\d+)?)$/;

/** As many limits as there are, and more. */
const MOST_LIMITS = 50;

function parseLimits(text: string | null): { limits: Record<string, number>; wrong: boolean } {
  const parts = text === null || text === '' ? [] : text.split('!');
  const read = parts.slice(0, MOST_LIMITS).map((part) => LIMIT.exec(part));
  const limits = Object.fromEntries(
    read.flatMap((found) => (found?.[1] === undefined ? [] : [[found[1], Number(found[2])] as const])),
  );
  return { limits, wrong: read.includes(null) || parts.length > MOST_LIMITS };
}

const traceLook: ViewField = {
  keys: ['picture', 'find', 'only', 'colour', 'versus', 'limits'],
  encode: ({ traceLook: { picture, find, only, colour, versus, limits } }) => {
    const changed = Object.entries(limits).map(([name, value]) => `${name}~${value}`);
    return [
      ...(picture === DEFAULT_VIEW.traceLook.picture ? [] : [['picture', picture] as const]),
      ...(find === '' ? [] : [['find', find] as const]),
      ...(only ? [['only', 'matches'] as const] : []),
      ...(colour === DEFAULT_VIEW.traceLook.colour ? [] : [['colour', colour] as const]),
      ...(versus === null ? [] : [['versus', versus] as const]),
      ...(changed.length === 0 ? [] : [['limits', changed.join('!')] as const]),
    ];
  },
  decode: (params) => {
    const usual: TraceLook = DEFAULT_VIEW.traceLook;
    const pictureText = params.get('picture') ?? usual.picture;
    const picture = TRACE_PICTURES.find((word) => word === pictureText);
    const colourText = params.get('colour') ?? usual.colour;
    const colour = BAR_COLOURS.find((word) => word === colourText);
    const versusText = params.get('versus')?.toLowerCase() ?? null;
    const isVersus = (text: string): boolean => TRACE_ID.test(text) || GROUPS.has(text);
    const versus = versusText !== null && isVersus(versusText) ? versusText : null;
    const { limits, wrong } = parseLimits(params.get('limits'));
    const problem =
      picture === undefined
        ? `There is no picture “${pictureText}” of a trace; the waterfall is shown.`
        : colour === undefined
          ? `Bars cannot be coloured by “${colourText}”; they are by op.`
          : versus !== versusText
            ? `“${versusText}” is not a trace id: that has 32 hex digits. Nothing is compared.`
            : wrong
              ? 'The address names limits of findings in a way that cannot be read; the usual ones hold.'
              : undefined;
    return {
      traceLook: {
        picture: picture ?? usual.picture,
        find: params.get('find') ?? '',
        only: params.get('only') === 'matches',
        colour: colour ?? usual.colour,
        versus,
        limits,
      },
      ...(problem !== undefined && { problem }),
    };
  },
};

/** What is looked for and marked on the trace page. */
export const TRACE_LOOK_FIELDS: readonly ViewField[] = [traceLook];
