import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import peggy from 'peggy';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CONTENT_SECURITY_POLICY } from './src/model/policy.ts';

const APP = 'dist/app';

/** Puts the policy into the page as a meta tag, for hosts that send no header of their own. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'longtail:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** What several pages have, and the first table has not: it would come with what all of them share. */
const LATER = new RegExp(
  [
    String.raw`[\\/]ui[\\/]chart[\\/](?:Legend|ChartTools|NumbersTable|PointMenu|ScaleToggle|SelectionButtons|SelectionChip|SeriesTable|use-taken-drawing)\.tsx?$`,
    String.raw`[\\/]ui[\\/]export[\\/]element-picture\.ts$`,
    String.raw`[\\/]ui[\\/]table[\\/]CompareButton\.tsx$`,
    String.raw`[\\/]ui[\\/]theme[\\/](?:KitTheme|mantine-theme)\.tsx?$`,
    String.raw`[\\/]lucide-react[\\/].*[\\/](?:sparkles|zoom-in)\.`,
  ].join('|'),
);

/** Whether a module may be put together with what most pages share. */
function isShareable(id: string): boolean {
  return /[\\/](?:src|lucide-react)[\\/]/.test(id) && !LATER.test(id);
}

/** Static hosts answer an unknown path with 404.html; as a copy of the page it opens deep links there too. */
function deepLinks(): Plugin {
  return {
    name: 'longtail:deep-links',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type === 'asset') this.emitFile({ type: 'asset', fileName: '404.html', source: page.source });
    },
  };
}

/** Makes parsers of grammars where they are imported. */
function grammars(): Plugin {
  return {
    name: 'longtail:grammars',
    transform: {
      filter: { id: /\.peggy$/ },
      handler: (grammar, id) => ({
        code: peggy.generate(grammar, { output: 'source', format: 'es', grammarSource: id }),
        map: null,
      }),
    },
  };
}

const KERNELS = '?kernels';

/** Compiles an AssemblyScript file and what it imports to WebAssembly. Throws what the compiler says of a mistake. */
async function compile(path: string): Promise<Uint8Array> {
  // Only when it is needed: the compiler is larger than everything else here.
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | null = null;
  const options = [
    path,
    '--outFile=kernels.wasm',
    '--runtime=stub',
    '--importMemory',
    '--noAssert',
    '--enable=simd',
    '--optimizeLevel=3',
    '--shrinkLevel=0',
    '--converge',
  ];
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main(options, {
    stderr,
    readFile: (name) => readFile(name, 'utf8').catch(() => null),
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === null) throw new Error(`${path} does not compile.\n${stderr.toString()}`);
  return binary;
}

/**
 * Makes `import { base64 } from './entry.ts?kernels'` the compiled kernels as text. Inlined rather than fetched: the worker
 * has them when it starts, they need no request (which the policy or another origin could refuse), and they are small.
 */
function kernels(): Plugin {
  return {
    name: 'longtail:kernels',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(KERNELS)) return null;
      const path = id.slice(0, -KERNELS.length);
      const folder = dirname(path);
      for (const file of await readdir(folder)) this.addWatchFile(`${folder}/${file}`);
      const binary = await compile(path);
      return `export const base64 = ${JSON.stringify(Buffer.from(binary).toString('base64'))};`;
    },
  };
}

/** The threads of the collector: programs of their own beside its own one. */
function collectorThreads(): Plugin {
  return {
    name: 'longtail:collector-threads',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild === true,
    buildStart() {
      for (const name of ['decoding', 'keeping']) {
        this.emitFile({
          type: 'chunk',
          id: join(import.meta.dirname, `src/collector/${name}/worker.ts`),
          fileName: `${name}-worker.js`,
        });
      }
    },
  };
}

/** Folders of the packages that are built in; workers are bundled on their own and add theirs. */
const builtIn = new Set<string>();

/** The folder of the package that a module is of; null for one of our own. */
function packageOf(id: string): string | null {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replace(/^\0/, ''))?.[0] ?? null;
}

/** A package by its name and version, with the words of its licence. */
async function licenceOf(folder: string): Promise<string> {
  const about: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = about as { name?: string; version?: string; license?: string };
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const title = `${name} ${version} (${license ?? 'see below'})`;
  return [title, '='.repeat(title.length), ...texts.map((text) => text.trim())].join('\n\n');
}

/** Writes the licences of all packages that are built in beside what is built: most ask for that. */
function licences(isEmitted: boolean): Plugin {
  return {
    name: 'longtail:licences',
    apply: 'build',
    async generateBundle() {
      for (const id of this.getModuleIds()) {
        const folder = packageOf(id);
        if (folder !== null) builtIn.add(folder);
      }
      if (!isEmitted) return;
      const all = await Promise.all([...builtIn].sort().map(licenceOf));
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${all.join('\n\n\n')}\n` });
    },
  };
}

// One file for the app, its worker, the collector and every test project.
export default defineConfig(({ isSsrBuild }) => ({
  // Relative, so that the same build works under any path: every route is one level deep.
  base: './',
  plugins: isSsrBuild
    ? [grammars(), kernels(), collectorThreads(), licences(true)]
    : [grammars(), kernels(), react(), contentSecurityPolicy(), deepLinks(), licences(true)],
  worker: { format: 'es', plugins: () => [grammars(), kernels(), licences(false)] },
  build: isSsrBuild
    ? {
        outDir: 'dist/collector',
        target: 'node20',
        copyPublicDir: false,
        rolldownOptions: { output: { format: 'es' } },
      }
    : {
        outDir: APP,
        target: 'es2022',
        chunkSizeWarningLimit: 700,
        // What most pages share is one file: dozens of small ones, each compressed alone, were a tenth larger.
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [{ name: 'shared', test: isShareable, minShareCount: 6 }],
            },
          },
        },
        // The policy lets fonts come from our own files only, never from a data: address.
        assetsInlineLimit: 0,
      },
  // The published collector carries everything but the database's native binding.
  ssr: { noExternal: true, external: ['@duckdb/node-api'] },
  test: {
    env: { TZ: 'UTC', LC_ALL: 'C' },
    // On a shared CI machine a test that waits for other processes may miss its time once; twice is a fault.
    retry: process.env['CI'] === undefined ? 0 : 1,
    // Every core: tests wait for other processes so much that one left idle for them would be idle indeed.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          setupFiles: ['test/setup-random.ts'],
          exclude: ['test/browser/**', 'test/long/**', 'test/**/*.dom.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['test/**/*.test.tsx'],
          setupFiles: ['test/setup-dom.ts', 'test/setup-random.ts'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A page is done when it is done: tests wait for what they expect, not for a time.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          environment: 'node',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'screenshots',
          environment: 'node',
          include: ['test/browser/screenshots.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'typing',
          environment: 'node',
          include: ['test/bench/typing.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}));
