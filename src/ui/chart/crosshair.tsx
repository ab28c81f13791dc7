import { createContext, useContext, useId, useMemo, useState } from 'react';
import type { Dispatch, ReactNode, SetStateAction } from 'react';
import type { EpochMs } from '../../model/time.ts';

/** The moment that is pointed at, and the chart it is pointed at in. */
interface Pointed {
  readonly at: EpochMs;
  readonly chart: string;
}

interface Crosshair {
  readonly pointed: Pointed | null;
  readonly point: Dispatch<SetStateAction<Pointed | null>>;
}

const CrosshairContext = createContext<Crosshair | null>(null);

/** Charts within it share one crosshair, by time. */
export function CrosshairProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [pointed, point] = useState<Pointed | null>(null);
  const value = useMemo(() => ({ pointed, point }), [pointed]);
  return <CrosshairContext value={value}>{children}</CrosshairContext>;
}

export interface UsedCrosshair {
  /** The moment under the crosshair, wherever it is pointed at. */
  readonly at: EpochMs | null;
  /** Whether it is pointed at in this chart. */
  readonly isHere: boolean;
  readonly point: (at: EpochMs | null) => void;
}

/** A chart's part of the shared crosshair; alone, a chart has one of its own. */
export function useCrosshair(): UsedCrosshair {
  const chart = useId();
  const shared = useContext(CrosshairContext);
  const [own, setOwn] = useState<Pointed | null>(null);
  const { pointed, point } = shared ?? { pointed: own, point: setOwn };
  return {
    at: pointed?.at ?? null,
    isHere: pointed?.chart === chart,
    // The same moment again is no change: nothing is drawn for it.
    point: (at) =>
      point((now) => (at === null ? null : now?.at === at && now.chart === chart ? now : { at, chart })),
  };
}
