import type { ViewField } from './view-field.ts';
import { DEFAULT_VITAL_LOOK, PAGE_SORTS, SHOWN_VITALS } from './vital-look.ts';

/** The vital and the order of pages: `vital=inp`, `pages=-opportunity`. */
const look: ViewField = {
  keys: ['vital', 'pages'],
  encode: ({ vitalLook: { vital, sort } }) => {
    const usual = DEFAULT_VITAL_LOOK;
    const isUsual = sort.by === usual.sort.by && sort.desc === usual.sort.desc;
    return [
      ...(vital === usual.vital ? [] : [['vital', vital] as const]),
      ...(isUsual ? [] : [['pages', `${sort.desc ? '-' : ''}${sort.by}`] as const]),
    ];
  },
  decode: (params) => {
    const vitalText = params.get('vital');
    const sortText = params.get('pages');
    const vital = SHOWN_VITALS.find((name) => name === vitalText);
    const by = PAGE_SORTS.find((name) => name === sortText?.replace(/^-/, ''));
    const vitalLook = {
      vital: vital ?? DEFAULT_VITAL_LOOK.vital,
      sort: by === undefined ? DEFAULT_VITAL_LOOK.sort : { by, desc: sortText?.startsWith('-') === true },
    };
    if (vitalText !== null && vital === undefined) {
      return { vitalLook, problem: `There is no web vital “${vitalText}”; LCP is shown.` };
    }
    if (sortText !== null && by === undefined) {
      return {
        vitalLook,
        problem: `Pages cannot be ordered by “${sortText}”; those with most to win come first.`,
      };
    }
    return { vitalLook };
  },
};

export const VITAL_FIELDS: readonly ViewField[] = [look];
