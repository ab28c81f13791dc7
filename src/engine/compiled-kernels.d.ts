/** The compiled kernels of an AssemblyScript file, as base64 (`vite.config.ts` makes them). */
declare module '*?kernels' {
  export const base64: string;
}
