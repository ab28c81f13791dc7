/** The script of the service worker that answers for the demo. */
const SCRIPT = '/mockServiceWorker.js';

/** Takes the demo's service worker out of this browser; tabs in which a demo is open keep it until they are left. */
export async function stopServing(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    const { active, waiting, installing } = registration;
    const url = (active ?? waiting ?? installing)?.scriptURL ?? '';
    if (URL.canParse(url) && new URL(url).pathname.endsWith(SCRIPT)) await registration.unregister();
  }
}
