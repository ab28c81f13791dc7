// A small shop that exists to be measured: routes with a known N+1 and known failures, instrumented by a real SDK.
// The SDK's module is loaded before `node:http`, as the SDKs ask for.
//
//   SHOP_SDK   sentry | sentry-11 | otel-json | otel-protobuf
//   SHOP_TO    DSN or OTLP address to send to
//   SHOP_TRUTH file that receives, a JSON line each, what the SDK was about to send
//   SHOP_PAGE  the browser's script, for the storefront
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const sdk = await import(
  { sentry: './sentry.mjs', 'sentry-11': './sentry-11.mjs' }[process.env.SHOP_SDK] ?? './otel.mjs'
);
// Required, not imported: instrumentations of built-in modules hook `require`.
const { createServer } = createRequire(import.meta.url)('node:http');

/** How many products a page lists: the N of the N+1. */
const PRODUCTS = 7;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const query = (sql, ms) => sdk.span('db', sql, () => wait(ms));

let orders = 0;

const routes = {
  'GET /products': async () => {
    await query('SELECT id FROM products WHERE shop = $1', 4);
    await sdk.span('function', 'serialize products', async () => {
      await query('SELECT count(*) FROM labels', 2);
      for (let product = 0; product < PRODUCTS; product += 1) {
        await query('SELECT name FROM labels WHERE product_id = $1', 2);
      }
    });
    return [200, 'products'];
  },
  'GET /product': async () => {
    await query('SELECT * FROM products WHERE id = $1', 3);
    // Nothing is instrumented here: the trace has a gap of at least 120 ms.
    await wait(130);
    await query('SELECT * FROM stock WHERE product_id = $1', 3);
    return [200, 'product'];
  },
  'POST /order': async () => {
    await query('INSERT INTO orders VALUES ($1, $2)', 5);
    orders += 1;
    // Each with its own words: the same error twice in a row is sent once by Sentry's SDKs.
    if (orders % 3 === 0) throw new Error(`payment refused for order ${orders}`);
    return [200, 'ordered'];
  },
};

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://shop.test');
  void (async () => {
    if (url.pathname === '/flush') {
      await sdk.flush();
      return [200, 'flushed'];
    }
    if (url.pathname === '/') {
      return [
        200,
        '<!doctype html><title>Shop</title><h1>Shop</h1><button>Buy</button><script src="/page.js"></script>',
        'text/html',
      ];
    }
    if (url.pathname === '/page.js')
      return [200, await readFile(process.env.SHOP_PAGE, 'utf8'), 'text/javascript'];
    const route = routes[`${request.method} ${url.pathname}`];
    if (route === undefined) return [404, 'no such route'];
    sdk.user(request.headers['x-user']);
    return await route();
  })()
    .catch((error) => {
      sdk.failed(error);
      return [500, error.message];
    })
    .then(([status, body, type = 'text/plain']) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }));
process.on('SIGTERM', () => void sdk.flush().finally(() => process.exit(0)));
