import { unitOf } from './random.ts';

/** What of a page is the largest, is clicked and moves; and how slow and how restless it is, around 1. */
interface PageParts {
  readonly lcp: readonly string[];
  readonly inp: readonly string[];
  readonly cls: readonly string[];
  readonly lag: number;
  readonly shift: number;
}

const SHELL = 'nav.rail > a.entry';

const PARTS: Readonly<Record<string, PageParts>> = {
  '/documents': {
    lcp: ['main > table.documents', 'main > div.empty > h2'],
    inp: ['button.select-all', 'input#filter', 'tr.document > td.title', SHELL],
    cls: ['main > table.documents', 'header > div.banner'],
    lag: 1.9,
    shift: 2.6,
  },
  '/documents/:id': {
    lcp: ['div.viewer > canvas.page', 'div.viewer > img.thumbnail'],
    inp: ['button#sign', 'div.viewer > canvas.page', 'button.zoom'],
    cls: ['aside.history', 'div.viewer'],
    lag: 2.4,
    shift: 0.8,
  },
  '/documents/:id/sign': {
    lcp: ['div.signature > canvas'],
    inp: ['div.signature > canvas', 'button#confirm'],
    cls: ['footer.actions'],
    lag: 1.5,
    shift: 0.6,
  },
  '/contacts': {
    lcp: ['ul.contacts > li > img.avatar', 'main > h1'],
    inp: ['input#search', 'ul.contacts > li', SHELL],
    cls: ['ul.contacts > li > img.avatar'],
    lag: 1,
    shift: 4.2,
  },
  '/search': {
    lcp: ['ol.results', 'main > p.hint'],
    inp: ['input#query', 'ol.results > li'],
    cls: ['ol.results'],
    lag: 1.3,
    shift: 1.4,
  },
  '/pricing': {
    lcp: ['section.hero > img', 'section.hero > h1'],
    inp: ['button.plan', 'label.yearly'],
    cls: ['section.logos > img'],
    lag: 0.7,
    shift: 3.4,
  },
  '/': {
    lcp: ['section.hero > img', 'section.hero > h1'],
    inp: ['a.sign-up', 'button.menu'],
    cls: ['section.hero > img'],
    lag: 0.7,
    shift: 1.6,
  },
};

const OTHER: PageParts = {
  lcp: ['main > h1', 'main > form'],
  inp: ['button[type=submit]', 'main > form > input', SHELL],
  cls: ['main > form', 'header > div.banner'],
  lag: 0.8,
  shift: 0.7,
};

/** The parts of a page by its path. */
export function partsOf(transaction: string): PageParts {
  return Object.hasOwn(PARTS, transaction) ? (PARTS[transaction] ?? OTHER) : OTHER;
}

const ALL = [OTHER, ...Object.values(PARTS)];

/** Every word that a page's parts may have, for dictionaries. */
export const PART_WORDS = {
  'tag:lcp.element': [...new Set(ALL.flatMap(({ lcp }) => lcp))],
  'tag:inp.target': [...new Set(ALL.flatMap(({ inp }) => inp))],
  'tag:cls.source': [...new Set(ALL.flatMap(({ cls }) => cls))],
} as const;

/** The code of one of a page's parts: the first most often. */
export function choosePart(
  tag: keyof typeof PART_WORDS,
  parts: readonly string[],
  bits: number,
  use: number,
): number {
  const part = parts[Math.floor(unitOf(bits, use) ** 2 * parts.length)] ?? '';
  return PART_WORDS[tag].indexOf(part);
}
