// The kernels, compiled to WebAssembly with SIMD. They own no memory: every address is given to them.
export * from './above';
export * from './bits';
export * from './build';
export * from './keys';
export * from './leaf-values';
export * from './leaves';
export * from './masks';
export * from './merged-ranks';
export * from './order';
export * from './parts';
export * from './places';
export * from './ranks';
export * from './slices';
export * from './spread';
export * from './stretches';
export * from './weights';
export * from './weighted-ranks';
