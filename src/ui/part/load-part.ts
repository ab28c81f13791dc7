import type { Milliseconds } from '../../model/time.ts';

/**
 * Thrown where the server answers and a part of the app cannot be loaded: a newer build has replaced the one the page was
 * opened with, or the browser does not ask again for what it once did not get (Chromium 153 does not; 156 does).
 */
export class PartGone extends Error {
  override readonly name = 'PartGone';

  constructor(cause: unknown) {
    super('A part of the app could not be loaded.', { cause });
  }
}

const FIRST_WAIT: Milliseconds = 1000;
const LONGEST_WAIT: Milliseconds = 8000;

/** So often a part may be missing at a server that answers; once may be a server that is just starting. */
const MISSING_AT_MOST = 3;

/**
 * Loads a part of the app, a chunk of the build. While the server it comes from is away, it waits and tries again, as
 * the data does; what is shown meanwhile stays. Rejects with {@link PartGone} where the server answers and it cannot be
 * loaded all the same.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  // Errors of links do not bubble. Listening twice is listening once.
  document.addEventListener('error', noteFailedStyle, { capture: true });
  let missing = 0;
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await load();
    } catch (error) {
      if (await isServerThere()) missing += 1;
      if (missing === MISSING_AT_MOST) throw new PartGone(error);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    await Promise.all([...failedStyles].map(renew));
  }
}

/** Whether the server of the app answers; what it says does not matter. */
async function isServerThere(): Promise<boolean> {
  try {
    const { status } = await fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' });
    return status < 500;
  } catch {
    return false;
  }
}

/** Style sheets that did not come. The build's own loader asks for each only once, so they are asked for again here. */
const failedStyles = new Set<HTMLLinkElement>();

function noteFailedStyle({ target }: Event): void {
  if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failedStyles.add(target);
}

function renew(link: HTMLLinkElement): Promise<void> {
  failedStyles.delete(link);
  const again = document.createElement('link');
  again.rel = 'stylesheet';
  again.href = link.href;
  again.crossOrigin = link.crossOrigin;
  return new Promise((resolve) => {
    // Where it fails again, the next turn finds it again.
    again.addEventListener('load', () => resolve());
    again.addEventListener('error', () => resolve());
    link.replaceWith(again);
  });
}
