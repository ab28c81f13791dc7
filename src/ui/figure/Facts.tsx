import type { ReactNode, Ref } from 'react';
import type { LineLook } from '../chart/series.ts';
import { strokeOf } from '../chart/stroke.ts';
import { Skeleton } from '../states/Skeleton.tsx';
import css from './facts.module.css';

export interface Fact {
  readonly label: string;
  /** What the number says. */
  readonly help: string;
  /** A percentile's line, so that its number and its curve are known as one. */
  readonly look?: LineLook;
  readonly value: ReactNode;
  readonly change?: ReactNode;
}

/** Numbers side by side on one hairline strip. */
export function Facts(props: {
  readonly facts: readonly Fact[];
  readonly ref?: Ref<HTMLDListElement>;
}): ReactNode {
  const { facts, ref } = props;
  return (
    <dl ref={ref} className={css.facts}>
      {facts.map(({ label, help, look, value, change }) => (
        <div key={label}>
          <dt title={help}>
            {look !== undefined && <LineSample look={look} />}
            {label}
          </dt>
          <dd>
            {value}
            {change}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The strip while nothing is known. */
export function FactsSkeleton({ labels }: { readonly labels: readonly string[] }): ReactNode {
  return (
    <dl className={css.facts} aria-busy>
      {labels.map((label) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Skeleton height={20} width={72} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function LineSample({ look }: { readonly look: LineLook }): ReactNode {
  const { colour, width, dashes } = strokeOf(look);
  return (
    <svg width={16} height={6} aria-hidden>
      <path
        d="M1 3H15"
        stroke={colour}
        strokeWidth={width}
        {...(dashes === null ? {} : { strokeDasharray: dashes })}
      />
    </svg>
  );
}
