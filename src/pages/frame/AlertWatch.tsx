import { useEffect, useRef, useState } from 'react';
import { notify } from '../../view/notify.ts';
import { useAlerts } from '../../view/use-alerts.ts';
import { useFiredIcon } from './use-fired-icon.ts';

/**
 * Asks how alerts stand as long as a page is open, which also makes those be evaluated that the page itself runs, and
 * shows as notifications of this browser what was left for it since. While one fires, the icon of the tab says so.
 */
export function AlertWatch(): null {
  const { alerts } = useAlerts();
  const [opened] = useState(() => Date.now());
  const seen = useRef(new Set<string>());
  useFiredIcon(alerts);
  useEffect(() => {
    for (const { at, channel, key, title, text, outcome } of alerts?.deliveries ?? []) {
      if (at < opened || outcome !== 'delivered' || seen.current.has(key)) continue;
      const isOurs = alerts?.channels.some(({ name, kind }) => name === channel && kind === 'browser');
      if (isOurs !== true) continue;
      seen.current.add(key);
      notify(title, text, key);
    }
  }, [alerts, opened]);
  return null;
}
