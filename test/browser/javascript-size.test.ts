// How much JavaScript the built app loads, gzipped, until there is a table, and until there is a chart.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const APP = join(import.meta.dirname, '../../dist/app');
const ASSETS = join(APP, 'assets');
const SCRIPTS = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));

function textOf(name: string): string {
  return readFileSync(join(ASSETS, name), 'utf8');
}

/** These files and all that they import in any case. What is imported when it is needed is not among them. */
function withImports(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const look = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, path = ''] of textOf(name).matchAll(/(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g)) {
      look(basename(path));
    }
  };
  names.forEach(look);
  return found;
}

/** The chunk of a source file: its name begins with that of the file. */
function chunkOf(source: string): string {
  const found = SCRIPTS.find((name) => name.startsWith(`${source}-`));
  if (found === undefined) throw new Error(`The build has no chunk of ${source}.`);
  return found;
}

/** Thousands of bytes. */
function gzipped(names: Iterable<string>): number {
  return [...names].reduce((sum, name) => sum + gzipSync(textOf(name)).length, 0) / 1_000;
}

it('is at most 250 kB until the shell and the table, and 380 kB until the first charts', () => {
  const page = readFileSync(join(APP, 'index.html'), 'utf8');
  const entries = [...page.matchAll(/src="[^"]*\/([^"/]+\.js)"/g)].map(([, name = '']) => name);
  expect(entries.length).toBeGreaterThan(0);
  const table = withImports([...entries, chunkOf('PerformancePage')]);
  const charts = withImports([...table, chunkOf('SeriesPlot')]);
  expect(table.size).toBeGreaterThan(5);
  expect(charts.size).toBeGreaterThan(table.size);
  expect(gzipped(table), 'kB until the table').toBeLessThanOrEqual(250);
  expect(gzipped(charts), 'kB until the charts').toBeLessThanOrEqual(380);
});
