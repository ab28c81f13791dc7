import type { Route } from '../http/routes.ts';

/** Version of the text format, as Prometheus asks for it. */
const TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** `GET /metrics`: what came in and what became of it, for Prometheus. */
export function metricsRoute(print: () => Promise<string>): Route {
  const answer: Route['answer'] = async ({ response }) => {
    const body = Buffer.from(await print());
    response.writeHead(200, {
      'content-type': TYPE,
      'content-length': String(body.length),
      'cache-control': 'no-store',
    });
    response.end(body);
  };
  return { method: 'GET', path: /^\/metrics$/, plane: 'scrape', answer };
}
