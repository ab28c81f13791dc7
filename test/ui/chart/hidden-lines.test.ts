// Which lines a chart leaves away: one click shows one alone, another all again, and never is nothing shown.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { faintOthers, hiddenAlone, hiddenToggled, shownOf } from '../../../src/ui/chart/hidden-lines.ts';

const ALL = ['p50', 'p75', 'p95', 'p99'];
const lines = ALL.map((id) => ({ id }));
const shown = (hidden: readonly string[]): string[] => shownOf(lines, new Set(hidden)).map(({ id }) => id);

it('one is shown alone, and all again by the same click', () => {
  const alone = hiddenAlone(ALL, new Set(), 'p95');
  expect(shown(alone)).toEqual(['p95']);
  expect(hiddenAlone(ALL, new Set(alone), 'p95')).toEqual([]);
  // Another one than the one that is alone takes its place.
  expect(shown(hiddenAlone(ALL, new Set(alone), 'p50'))).toEqual(['p50']);
  // Of two that are shown, either can be alone.
  expect(shown(hiddenAlone(ALL, new Set(['p50', 'p75']), 'p99'))).toEqual(['p99']);
});

it('one is shown or left away beside the others', () => {
  expect(shown(hiddenToggled(ALL, new Set(), 'p50'))).toEqual(['p75', 'p95', 'p99']);
  expect(shown(hiddenToggled(ALL, new Set(['p50', 'p75']), 'p50'))).toEqual(['p50', 'p95', 'p99']);
  // The last one cannot go: all come back.
  expect(hiddenToggled(ALL, new Set(['p50', 'p75', 'p95']), 'p99')).toEqual([]);
});

it('an address that leaves away every line of a chart leaves away none', () => {
  expect(shown(ALL)).toEqual(ALL);
  expect(shownOf(lines, new Set(['avg']))).toBe(lines);
});

it('whatever is pressed, something is shown, and toggling twice changes nothing', () => {
  const id = fc.constantFrom(...ALL);
  const hidden = fc.subarray(ALL, { maxLength: ALL.length - 1 });
  fc.assert(
    fc.property(hidden, id, (hidden, id) => {
      for (const press of [hiddenAlone, hiddenToggled]) {
        expect(shown(press(ALL, new Set(hidden), id)).length).toBeGreaterThan(0);
      }
      const once = hiddenToggled(ALL, new Set(hidden), id);
      // The one that is alone cannot go: all come back, and go again but for it.
      const isAlone = shown(hidden).join() === id;
      const twice = isAlone ? ALL.filter((other) => other !== id) : shown(hidden);
      expect(shown(hiddenToggled(ALL, new Set(once), id))).toEqual(twice);
    }),
  );
});

it('a line that stands out sets the others back, whatever letters its name has', () => {
  expect(faintOthers(lines, null)).toEqual({});
  expect(faintOthers(lines, 'avg')).toEqual({});
  expect(Object.keys(faintOthers(lines, 'p95'))).toEqual(['--opacity-p50', '--opacity-p75', '--opacity-p99']);
  const [property = ''] = Object.keys(faintOthers([{ id: 'api:GET /a b' }, { id: 'x' }], 'x'));
  expect(property).toMatch(/^--[\w-]+$/);
});
