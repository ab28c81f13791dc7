// Reads all rows from a collector over and over, as a tab does that is opened.

export interface Reading {
  /** Ends it once the load under way is done; resolves with what was read. */
  stop(): Promise<{ readonly loads: number; readonly rows: number }>;
}

/** The cookie by which a collector knows its own pages. */
async function cookieOf(port: number): Promise<string> {
  const page = await fetch(`http://127.0.0.1:${port}/`);
  await page.arrayBuffer();
  return page.headers
    .getSetCookie()
    .map((given) => given.split(';', 1)[0] ?? '')
    .join('; ');
}

export function readAsTab(port: number): Reading {
  const end = new AbortController();
  let loads = 0;
  let rows = 0;
  const reading = (async () => {
    const headers = { 'x-longtail': '1', cookie: await cookieOf(port), 'accept-encoding': 'identity' };
    while (!end.signal.aborted) {
      const info = await fetch(`http://127.0.0.1:${port}/api/v1/info`, { headers });
      const held = (await info.json()) as { rows: number };
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/transactions`, { headers });
      if (!response.ok || response.body === null) throw new Error(`The tab was answered ${response.status}.`);
      for await (const piece of response.body) if (piece.length === 0) break;
      loads += 1;
      rows += held.rows;
    }
  })();
  return {
    stop: async () => {
      end.abort();
      await reading;
      return { loads, rows };
    },
  };
}
