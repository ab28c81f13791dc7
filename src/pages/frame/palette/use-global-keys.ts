import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { applySingleKeys } from '../../../ui/single-keys.ts';
import {
  alertsLink,
  eventsLink,
  performanceLink,
  settingsLink,
  sourcesLink,
  trendsLink,
  vitalsLink,
} from '../../../view/links.ts';
import { SHORTCUTS_CHOICE, isWriting, silenceShortcuts } from '../../../view/shortcuts.ts';
import { useView } from '../../../view/use-view.ts';
import type { View } from '../../../view/view.ts';

/** So long after `g` the next key says where to go. */
const PATIENCE = 1_500;

/** Ctrl or Cmd with K opens the palette, `?` the sheet of keys; `g p` and `g ,` go to pages. */
export function useGlobalKeys(open: (what: 'palette' | 'keys') => void, isOn: boolean): void {
  const { view } = useView();
  const navigate = useNavigate();
  const latest = useRef({ open, view, navigate });
  useEffect(() => {
    latest.current = { open, view, navigate };
  });
  useEffect(() => {
    applySingleKeys(SHORTCUTS_CHOICE.read() === 'on');
    return silenceShortcuts();
  }, []);
  useEffect(() => {
    if (!isOn) return;
    let goAt = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const { open, view, navigate } = latest.current;
      if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey) {
        event.preventDefault();
        open('palette');
        return;
      }
      if (event.defaultPrevented || ctrlKey || metaKey || altKey || isWriting(target)) return;
      if (target instanceof HTMLElement && target.closest('[role=dialog], [role=menu]') !== null) return;
      const isGoing = event.timeStamp - goAt < PATIENCE;
      goAt = key === 'g' && !isGoing ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const to = isGoing
        ? {
            a: (view: View) => alertsLink(view),
            p: performanceLink,
            e: (view: View) => eventsLink(view),
            v: vitalsLink,
            t: (view: View) => trendsLink(view),
            s: sourcesLink,
            ',': settingsLink,
          }[key]
        : undefined;
      if (to !== undefined) {
        event.preventDefault();
        void navigate(to(view));
      } else if (key === '?') {
        event.preventDefault();
        open('keys');
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn]);
}
