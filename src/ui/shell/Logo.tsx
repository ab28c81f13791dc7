import type { ReactNode } from 'react';

/** The mark: a distribution whose tail is violet. Decoration; the name stands beside it. */
export function Logo({ size = 20 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d="M1 17.5C3.4 17 3.9 3 7 3c2.4 0 3 7.3 4.5 10.6V17.500z" fill="currentColor" />
      <path d="M12.500 15.200c1.500 1.500 3.600 2 6.500 2.300h-6.500z" fill="var(--tail-line)" />
    </svg>
  );
}
