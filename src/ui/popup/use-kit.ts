import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { flushSync } from 'react-dom';
import { loadPart } from '../part/load-part.ts';
import type * as FloatingParts from './kit.ts';

/** The kit's floating parts. */
export type Kit = typeof FloatingParts;

let loaded: Kit | null = null;

/** Gets the kit's floating parts; they are loaded once. Rejects as {@link loadPart} does. */
export async function loadKit(): Promise<Kit> {
  loaded ??= await loadPart(() => import('./kit.ts'));
  return loaded;
}

/** For a trigger: a pointer on it or the focus says that it is about to be opened. */
export const LOADING = {
  onPointerEnter: () => void loadKit().catch(() => undefined),
  onFocus: () => void loadKit().catch(() => undefined),
} as const;

/** What something that opens needs of the kit. */
export interface UsedKit {
  /** Null until something was opened for the first time: the trigger is drawn alone. */
  readonly kit: Kit | null;
  /** Whether the kit shall show what is open. */
  readonly opened: boolean;
  /** The trigger's; the kit gives the focus back to it. */
  readonly target: RefObject<HTMLButtonElement | null>;
}

/**
 * The kit, once something is opened with it: until then the trigger is all that is drawn, also where the kit is there
 * already. It is drawn anew then and gets the focus, which goes on into what opens.
 */
export function useKit(isOpen: boolean): UsedKit {
  const [kit, setKit] = useState<Kit | null>(null);
  const [isReady, setReady] = useState(false);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const target = useRef<HTMLButtonElement>(null);
  const isMissing = isOpen && kit === null;
  useEffect(() => {
    if (!isMissing) return;
    loadKit().then(
      (kit) => {
        flushSync(() => setKit(kit));
        target.current?.focus();
        setReady(true);
      },
      (error: unknown) => setFailure({ error }),
    );
  }, [isMissing]);
  // Told by the boundary around it, as what fails in drawing.
  if (failure !== null) throw failure.error;
  return { kit, opened: isOpen && isReady, target };
}
