import { describe, expect, it } from 'vitest';
import { keysWith, KEY_GROUPS } from '../../../src/pages/frame/palette/key-list.ts';
import { placeIn, rankEntries } from '../../../src/pages/frame/palette/rank-entries.ts';
import { spanIdIn, traceIdIn } from '../../../src/view/pasted-id.ts';

const ENTRIES = ['Performance', 'Settings', '/api/documents', 'GET /documents/:id', 'Theme: dark'].map(
  (label) => ({
    label,
  }),
);

function labels(query: string): string[] {
  return rankEntries(ENTRIES, query).map(({ label }) => label);
}

describe('the palette', () => {
  it('has the best match first: whole words, then parts, then letters in their order', () => {
    expect(labels('doc')).toEqual(['/api/documents', 'GET /documents/:id']);
    expect(labels('set')[0]).toBe('Settings');
    expect(labels('prf')).toEqual(['Performance']);
    expect(labels('rfc')).toEqual([]);
    expect(labels('DARK')).toEqual(['Theme: dark']);
    expect(labels('zzz')).toEqual([]);
    expect(labels('')).toHaveLength(ENTRIES.length);
  });

  it('finds what an entry is known by besides its name', () => {
    expect(rankEntries([{ label: 'Settings', words: 'thresholds' }], 'thresh')).toHaveLength(1);
  });

  it('takes 16 hex digits for a span', () => {
    expect(spanIdIn(' 0123456789ABCDEF ')).toBe('0123456789abcdef');
    expect(spanIdIn('0123456789abcdef0')).toBeNull();
    expect(spanIdIn('the span 0123456789abcdef')).toBeNull();
  });

  const ID = '0123456789abcdef0123456789abcdef';
  it.each([
    [ID, ID],
    [` ${ID.toUpperCase()} `, ID],
    ['01234567-89ab-cdef-0123-456789abcdef', ID],
    [`https://host/trace?trace=${ID}&span=0123456789abcdef`, ID],
    [ID.slice(1), null],
    [`${ID}0`, null],
    ['documents', null],
  ])('takes a trace id out of “%s”', (text, id) => {
    expect(traceIdIn(text)).toBe(id);
  });
});

describe('an address that is pasted', () => {
  const base = new URL('https://dashboards.example/longtail/');
  const isPage = (name: string): boolean => ['trace', 'performance'].includes(name);
  it.each([
    [
      ' https://dashboards.example/longtail/trace?trace=1&span=2#x ',
      { pathname: '/trace', search: '?trace=1&span=2', hash: '#x' },
    ],
    // A colleague has it under another name.
    ['http://localhost:4318/longtail/performance', { pathname: '/performance', search: '', hash: '' }],
    ['https://dashboards.example/other/trace?trace=1', null],
    ['https://dashboards.example/longtail/api/v1/info', null],
    ['https://dashboards.example/longtail/', null],
    ['javascript:alert(1)', null],
    ['/longtail/trace', null],
    ['/api/trace', null],
  ])('%s leads to %o', (text, place) => {
    expect(placeIn(text, base, isPage)).toEqual(place);
  });
});

describe('the sheet of keys', () => {
  it('is searched by key, by what it does and by where', () => {
    expect(keysWith('')).toEqual(KEY_GROUPS);
    expect(keysWith('critical').map(({ title }) => title)).toEqual(['Trace']);
    expect(keysWith('time').length).toBeGreaterThan(0);
    expect(keysWith('no such key')).toEqual([]);
  });

  it('has every letter and sign that a trace answers', () => {
    const trace = KEY_GROUPS.find(({ title }) => title === 'Trace')?.keys.flatMap(({ keys }) => keys);
    for (const key of 'wsadfmcnNeE/.,0') expect(trace).toContain(key);
  });
});
