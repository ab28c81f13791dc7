// The structure of the house, kept by a test: which folder may import which, and what a file may be.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/** Two towers on one ground: the window's `pages` and the worker's `sources` never meet. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  metrics: ['model'],
  search: ['model', 'metrics'],
  trace: ['model'],
  formats: ['model', 'trace'],
  alerts: ['model', 'metrics'],
  trends: ['model', 'metrics'],
  engine: ['model', 'metrics'],
  rpc: ['model'],
  sources: ['model', 'metrics', 'trace', 'alerts', 'trends', 'formats', 'engine', 'rpc'],
  collector: ['model', 'metrics', 'trace', 'formats', 'alerts'],
  view: ['model', 'metrics', 'search', 'trace', 'alerts'],
  ui: ['model'],
  pages: ['model', 'metrics', 'search', 'trace', 'alerts', 'trends', 'view', 'ui'],
  mocks: ['model', 'formats', 'trace', 'alerts'],
};

/** Of `model`, the parts library knows results and units, but no question, span or page. */
const UI_MAY_KNOW = new Set(['column', 'metric', 'number-style', 'result', 'status', 'time', 'writing']);

/** The entries wire the towers together. */
const ENTRIES = new Set(['src/main.tsx', 'src/worker.ts', 'src/App.tsx', 'src/collector/main.ts']);

/** Files that are one idea and longer than 300 lines all the same, each with its reason. */
const LONG: Readonly<Record<string, string>> = {};

const BANNED_NAMES =
  /^(utils?|helpers?|lib|common|shared|core|types|constants|managers?|index)(\.|$)|V2(\.|$)/;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const specifiers = [...text.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)['"](\.[^'"]+)['"]/g)];
  const imports = specifiers.map(([, specifier]) =>
    relative(ROOT, resolve(dirname(path), (specifier ?? '').replace(/\?.*$/, ''))),
  );
  return { path: relative(ROOT, path), text, imports };
}

const files = [...filesUnder(SRC), ...filesUnder(join(ROOT, 'mocks'))].map(readSource);

/** The room a file stands in: its folder below `src`, or `mocks`. */
function roomOf(path: string): string {
  const [top = '', below = ''] = path.split('/');
  return top === 'src' ? below : top;
}

describe('imports', () => {
  it('run one way between folders', () => {
    const wrong = files
      .filter((file) => !ENTRIES.has(file.path))
      .flatMap((file) => {
        const room = roomOf(file.path);
        return file.imports
          .filter((path) => roomOf(path) !== room && !(ALLOWED[room] ?? []).includes(roomOf(path)))
          .map((path) => `${file.path} imports ${path}`);
      });
    expect(wrong).toEqual([]);
  });

  it('never go from one page to another', () => {
    const wrong = files
      .filter((file) => file.path.startsWith('src/pages/'))
      .flatMap((file) =>
        file.imports
          .filter((path) => path.startsWith('src/pages/') && path.split('/')[2] !== file.path.split('/')[2])
          .map((path) => `${file.path} imports ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it('give the parts library no question, span or page', () => {
    const wrong = files
      .filter((file) => file.path.startsWith('src/ui/'))
      .flatMap((file) =>
        file.imports
          .filter((path) => path.startsWith('src/model/'))
          .filter((path) => !UI_MAY_KNOW.has((path.split('/')[2] ?? '').replace(/\.ts$/, '')))
          .map((path) => `${file.path} imports ${path}`),
      );
    expect(wrong).toEqual([]);
  });

  it('leave React out of everything but the window', () => {
    const window = new Set(['view', 'ui', 'pages', 'main.tsx', 'App.tsx']);
    const wrong = files
      .filter((file) => !window.has(roomOf(file.path)))
      .filter((file) => /from ['"](react|react-dom|@tanstack\/react|@mantine)/.test(file.text))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it('name rooms that exist in the rule', () => {
    const rooms = new Set(files.map((file) => roomOf(file.path)).filter((room) => !room.includes('.')));
    expect([...rooms].filter((room) => ALLOWED[room] === undefined)).toEqual([]);
  });
});

describe('files', () => {
  it('are at most 300 lines, or say why', () => {
    const long = files
      .map((file) => ({ path: file.path, lines: file.text.split('\n').length - 1 }))
      .filter((file) => file.lines > 300 && LONG[file.path] === undefined);
    expect(long).toEqual([]);
  });

  it('keep the list of long ones short', () => {
    const lines = new Map(files.map((file) => [file.path, file.text.split('\n').length - 1]));
    expect(Object.keys(LONG).filter((path) => (lines.get(path) ?? 0) <= 300)).toEqual([]);
  });

  it('have a name that says what is in them', () => {
    const wrong = files
      .map((file) => file.path)
      .filter((path) => path.split('/').some((part) => BANNED_NAMES.test(part)));
    expect(wrong).toEqual([]);
  });

  it('use neither any nor a silenced check', () => {
    const wrong = files
      .filter((file) =>
        /(:|as|<)\s*any\b|@ts-ignore|@ts-nocheck|oxlint-disable|eslint-disable/.test(file.text),
      )
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it('write no HTML of their own into the page', () => {
    const wrong = files
      .filter((file) => /innerHTML|dangerouslySetInnerHTML/.test(file.text))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it('owe nothing: no TODO, FIXME or XXX', () => {
    const wrong = files.filter((file) => /\b(TODO|FIXME|XXX)\b/.test(file.text)).map((file) => file.path);
    expect(wrong).toEqual([]);
  });
});
