import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { BUTTON_CLASS } from '../../ui/Button.tsx';
import { formatCount, formatMinute } from '../../ui/format.ts';
import { performanceLink } from '../../view/links.ts';
import { useSource, useSourceProblem } from '../../view/source-context.tsx';
import { useInfo } from '../../view/use-info.ts';
import { useView } from '../../view/use-view.ts';
import { DEFAULT_VIEW, DEMO_ROWS } from '../../view/view.ts';
import type { SourceId, ViewSource } from '../../view/view.ts';
import { Row, Section } from './Section.tsx';
import css from './settings.module.css';

const SOURCES: readonly {
  readonly id: SourceId;
  readonly label: string;
  readonly help: string;
  readonly source: ViewSource;
}[] = [
  {
    id: 'collector',
    label: 'Collector',
    help: 'What your own services send.',
    source: { id: 'collector' },
  },
  {
    id: 'demo',
    label: 'Demo',
    help: 'Made-up traffic, to look around in.',
    source: { id: 'demo', rows: DEMO_ROWS, anchor: null },
  },
];

/** Where data can come from: which source is open, what it holds, and the way to the other one. */
export function Sources(): ReactNode {
  const { view } = useView();
  const { sourceId } = useSource();
  return (
    <Section
      id="sources"
      title="Sources"
      help="Where data comes from. The one that is open is in the address."
    >
      {SOURCES.map(({ id, label, help, source }) => (
        <Row key={id} label={label} help={help}>
          {id === sourceId ? (
            <State />
          ) : (
            <Link
              className={BUTTON_CLASS}
              data-look="plain"
              data-size="small"
              // What is filtered by in one says nothing of the other.
              to={performanceLink({ ...DEFAULT_VIEW, zone: view.zone, source })}
            >
              Use {label}
            </Link>
          )}
        </Row>
      ))}
    </Section>
  );
}

/** How the open source is, and how much of which time it holds. */
function State(): ReactNode {
  const { info, problem } = useInfo();
  const { zone } = useView().view;
  const isUnreached = (useSourceProblem() ?? problem)?.kind === 'unreachable';
  if (info === undefined) return <span className={css.value}>{problem?.message ?? 'Being asked.'}</span>;
  const { rows, extent, abilities, name, version } = info;
  const held = `${formatCount(rows)} ${rows === 1 ? 'transaction' : 'transactions'}`;
  return (
    <span className={css.value}>
      {[
        isUnreached ? 'cannot be reached' : abilities.live ? 'in use, live' : 'in use',
        `${name} ${version}`,
        held,
        ...(extent === null
          ? []
          : [`${formatMinute(extent.start, zone)} – ${formatMinute(extent.end, zone)}`]),
      ].join(' · ')}
    </span>
  );
}
