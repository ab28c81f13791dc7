import { memo } from 'react';
import type { ReactNode } from 'react';
import { sparkPath } from './spark-path.ts';

/** A line as small as a word, from zero; decoration beside numbers that say the same. Gaps stay gaps. */
export const Sparkline = memo(function Sparkline(props: {
  /** One a bucket; NaN: no data. */
  readonly values: readonly number[];
  readonly width: number;
  readonly height: number;
}): ReactNode {
  const { values, width, height } = props;
  return (
    <svg width={width} height={height} aria-hidden style={{ flex: 'none' }}>
      <path
        d={sparkPath(values, width, height)}
        fill="none"
        stroke="var(--fg-muted)"
        strokeWidth={1.25}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
});
