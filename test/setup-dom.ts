// What jsdom lacks and the window needs: media queries, sizes, observers. Every test starts with an empty page.
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { loadKit } from '../src/ui/popup/use-kit.ts';

// Where it comes when it is needed, tests would wait for it: here it is there, as it soon is in a window.
await loadKit();

// A busy machine may take longer than the one second that is usual: what never comes is a fault all the same.
configure({ asyncUtilTimeout: 5_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});

/** Nothing matches: the light scheme, a wide window, a mouse. */
function noMatch(query: string): MediaQueryList {
  return Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
}

window.matchMedia = noMatch;

class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

window.ResizeObserver = NoResizeObserver;

// Virtual lists draw what fits: an element without a size fits nothing.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 800 },
  clientWidth: { configurable: true, get: () => 1200 },
  offsetHeight: { configurable: true, get: () => 800 },
  offsetWidth: { configurable: true, get: () => 1200 },
});

Element.prototype.scrollIntoView = () => undefined;

// Nothing is painted here: what a canvas would show, tests read elsewhere.
HTMLCanvasElement.prototype.getContext = () => null;

// A floating part hides itself where what it hangs on is out of sight: everything is in sight.
Element.prototype.getBoundingClientRect = () => new DOMRect(100, 100, 200, 40);
