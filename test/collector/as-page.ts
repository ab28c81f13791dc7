// Reading as the app's own pages do: with the cookie that a page was given, and a header of its own.

/** The headers of a read, of a collector at `url`; those of a program that shows a token, where one is given. */
export async function readHeaders(url: string, token?: string): Promise<Record<string, string>> {
  if (token !== undefined) return { 'x-longtail': '1', authorization: `Bearer ${token}` };
  const page = await fetch(new URL('/', url));
  await page.arrayBuffer();
  const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return { 'x-longtail': '1', cookie: cookies.join('; ') };
}

/** Asks as a page does. */
export async function readAsPage(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  for (const [name, value] of Object.entries(await readHeaders(url))) headers.set(name, value);
  return fetch(url, { ...init, headers });
}

/** A `fetch` that keeps the cookies which a browser would keep. */
export function fetchWithCookies(): typeof fetch {
  let cookie = '';
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(input, { ...init, headers });
    const given = response.headers.getSetCookie().map((each) => each.split(';', 1)[0] ?? '');
    if (given.length > 0) cookie = given.join('; ');
    return response;
  };
}
