// The bench as a program of Node: the project's own configuration, but for what goes in and out.
import { join } from 'node:path';
import { defineConfig, mergeConfig } from 'vite';
import project from '../../../vite.config.ts';

const ROOT = join(import.meta.dirname, '../../..');

export default defineConfig((environment) => {
  const { test: _, ...inherited } = project({ ...environment, command: 'build', isSsrBuild: true });
  return mergeConfig(inherited, {
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: true,
      rollupOptions: {
        input: ['bench', 'breakdown', 'with-parent'].map((name) =>
          join(ROOT, `test/bench/ingest/${name}.ts`),
        ),
      },
      outDir: join(ROOT, 'test/output/ingest/bench'),
      emptyOutDir: true,
    },
  });
});
