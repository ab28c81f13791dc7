import { describe, expect, it } from 'vitest';
import { decodeView, encodeView } from '../../src/view/codec.ts';
import { VIEW_VERSION, migrate } from '../../src/view/migrate.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import { OLD_ADDRESSES } from './old-addresses.ts';

describe('an old address', () => {
  it.each(OLD_ADDRESSES)('$address goes on meaning what it meant', ({ address, means }) => {
    const view = { ...DEFAULT_VIEW, ...means };
    expect(decodeView(new URLSearchParams(address))).toEqual({ view, notices: [] });
    // And is written in today's words from then on.
    const today = encodeView(view);
    expect(today.get('v')).toBe(String(VIEW_VERSION));
    expect(decodeView(today)).toEqual({ view, notices: [] });
  });

  it('that was cut off is reported as the part that it is today', () => {
    const { view, notices } = decodeView(new URLSearchParams('v=1&start=2026-11-19T14:00:00.000Z&search=x'));
    expect(view).toEqual({ ...DEFAULT_VIEW, search: 'x' });
    expect(notices.map(({ key }) => key)).toEqual(['range']);
  });

  it('is not changed where it stands', () => {
    const params = new URLSearchParams('v=1&start=a&end=b');
    migrate(params);
    expect(params.toString()).toBe('v=1&start=a&end=b');
  });
});

it('words of the first version mean nothing in a later one', () => {
  const { view, notices } = decodeView(new URLSearchParams('v=2&start=2026-11-19T13:00:00Z'));
  expect(view).toEqual(DEFAULT_VIEW);
  expect(notices.map(({ key }) => key)).toEqual(['start']);
});

it.each(['0', '3', '1.5', 'x', ''])('version “%s” is said to be unknown', (version) => {
  const { problem } = migrate(new URLSearchParams({ v: version, search: 'x' }));
  expect(problem).toContain('another version');
});
