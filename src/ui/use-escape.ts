import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * What Escape takes back on a page, step by step: panels, then the time that is selected in charts, which the page keeps
 * (`view/use-selection`), then rows that were picked out. One press, one step.
 */
export type EscapeStep = 'panel' | 'rows';

/** What closes by itself, without taking the key away from the page beneath it. */
const FLOATS = '[role="dialog"], [role="menu"]';

/** There a press may be for what is being written. */
const WRITES = 'input, textarea, select';

interface Answer {
  readonly step: EscapeStep;
  readonly within: RefObject<HTMLElement | null> | undefined;
  readonly run: RefObject<() => void>;
}

/** In the order in which they came to be open. */
const open: Answer[] = [];

/** Whose the press is: of what it was made in, else of the step; of two on one step the later one. */
function answerTo(target: EventTarget | null, step: EscapeStep): Answer | undefined {
  const at = target instanceof Element ? target : null;
  const inside = open.findLast(({ within }) => within?.current?.contains(at));
  if (inside !== undefined || (at?.closest(FLOATS) ?? null) !== null) return inside;
  if (step === 'rows' && (at?.closest(WRITES) ?? null) !== null) return undefined;
  return open.findLast((one) => one.step === step);
}

const listen =
  (step: EscapeStep) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const answer = answerTo(event.target, step);
    if (answer === undefined) return;
    event.preventDefault();
    answer.run.current();
  };

// Panels before all else that listens on the document, rows after it.
document.addEventListener('keydown', listen('panel'));
window.addEventListener('keydown', listen('rows'));

/**
 * Calls back when Escape is pressed and nothing nearer answers it: what has the focus may do so itself, and marks the press
 * as `defaultPrevented`. `step`: where it stands among all that is open; `within`: the element that answers before all
 * others where the press was made in it.
 */
export function useEscape(
  onEscape: () => void,
  {
    step,
    isOn = true,
    within,
  }: {
    readonly step: EscapeStep;
    readonly isOn?: boolean;
    readonly within?: RefObject<HTMLElement | null>;
  },
): void {
  const run = useRef(onEscape);
  useEffect(() => {
    run.current = onEscape;
  });
  useEffect(() => {
    if (!isOn) return;
    const answer = { step, within, run };
    open.push(answer);
    return () => void open.splice(open.indexOf(answer), 1);
  }, [step, within, isOn]);
}
