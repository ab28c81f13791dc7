/**
 * The content security policy of the built app: a header from the collector, a meta tag on static hosting.
 *
 * Inline styles are allowed because the component kit writes a style element; scripts, workers and requests
 * are same-origin only, and WebAssembly may be compiled for the engine's kernels.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What only a header can say: a meta tag's `frame-ancestors` is ignored by browsers. */
export const CONTENT_SECURITY_POLICY_HEADER = `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`;
