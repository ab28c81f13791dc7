import { PANELS } from './view.ts';
import type { Tab, View } from './view.ts';
import { parseWidget, printWidget } from './widget-text.ts';

/** The widgets of a tab. */
export type TabWidgets = Pick<View, 'widgets' | 'panels'>;

function nameOf(tab: Tab): string {
  return `longtail.widgets.${tab}`;
}

/** Keeps what somebody chose for a tab, where the browser lets it: it stands there again when they come back. */
export function rememberWidgets(tab: Tab, { widgets, panels }: TabWidgets): void {
  try {
    localStorage.setItem(nameOf(tab), [...widgets.map(printWidget), ...panels].join(' '));
  } catch {
    // Storage is off or full: the choice holds until the page is left.
  }
}

/** What was chosen for a tab in this browser; null where nothing was, or it cannot be read any more. */
export function rememberedWidgets(tab: Tab): TabWidgets | null {
  try {
    const words = localStorage.getItem(nameOf(tab))?.split(' ') ?? [];
    const [one, two, three] = words.slice(0, 3).map(parseWidget);
    const [left, right] = words.slice(3).map((word) => PANELS.find((panel) => panel === word));
    if (one == null || two == null || three == null || left === undefined || right === undefined) return null;
    return { widgets: [one, two, three], panels: [left, right] };
  } catch {
    return null;
  }
}
