import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { CriticalPath, Trace } from '../../model/trace.ts';
import { statisticsOf } from '../../trace/statistics.ts';
import { idAt, NONE } from '../../trace/trace.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import type { TraceLook } from '../../view/trace-look.ts';
import { CompareView } from './CompareView.tsx';
import { FlameGraph } from './FlameGraph.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';
import css from './OtherPicture.module.css';
import { heldWords } from './SurveyPart.tsx';
import type { EventSurvey } from './use-event-survey.ts';

interface OtherPictureProps {
  readonly trace: Trace;
  readonly traceId: string;
  readonly root: number;
  readonly look: TraceLook;
  /** The critical path of the root; null while it is not known. */
  readonly path: CriticalPath | null;
  readonly survey: EventSurvey;
  readonly onSelect: (node: number) => void;
  readonly onLook: (part: Partial<TraceLook>) => void;
}

/** The pictures of a trace that are not its waterfall. */
export function OtherPicture(props: OtherPictureProps): ReactNode {
  const { trace, traceId, root, look, onSelect, onLook } = props;
  const transaction = trace.transactions.get(root === NONE ? (trace.owner[0] ?? NONE) : root) ?? null;
  switch (look.picture) {
    case 'waterfall':
      return null;
    case 'flame':
      return <FlameGraph trace={trace} root={root} colour={look.colour} onSelect={onSelect} />;
    case 'statistics':
      return <Statistics {...props} />;
    case 'compare':
      return (
        <CompareView
          here={{ traceId, span: root === NONE ? null : idAt(trace, root) }}
          transaction={transaction}
          versus={look.versus}
          onVersus={(versus) => onLook({ versus })}
        />
      );
  }
}

function Statistics({ trace, root, path, survey, onSelect }: OtherPictureProps): ReactNode {
  const rows = useMemo(() => statisticsOf(trace, root, path), [trace, root, path]);
  return (
    <div className={css.scroll}>
      <StatisticsTable
        title="This trace"
        note={`${formatCount(rows.length)} kinds of spans, by op and description`}
        rows={rows}
        onSelect={onSelect}
      />
      {survey.isPossible && !survey.isOn && (
        <p className={css.more}>
          <Button size="small" onClick={survey.turnOn}>
            The critical path of all its events
          </Button>
        </p>
      )}
      {survey.isOn && survey.survey === null && (
        <p className={css.more} role="status">
          {survey.problem ?? 'Reading the spans of its events…'}
        </p>
      )}
      {survey.survey !== null && (
        <StatisticsTable
          title="Critical path of many"
          note={`over ${heldWords(survey.survey)} whose spans are held${survey.isReading ? ', and more are being read…' : ''}`}
          rows={survey.survey.statistics}
          onSelect={null}
          by="critical"
        />
      )}
    </div>
  );
}
