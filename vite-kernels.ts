import { readFile, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';

const QUERY = '?kernels';

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
export function kernels(): Plugin {
  return {
    name: 'longtail:kernels',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const path = id.slice(0, -QUERY.length);
      const folder = dirname(path);
      for (const file of await readdir(folder)) this.addWatchFile(`${folder}/${file}`);
      const binary = await compile(path);
      return `export const base64 = ${JSON.stringify(Buffer.from(binary).toString('base64'))};`;
    },
  };
}
