import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OpenedTrace } from '../../../model/trace-question.ts';
import { Button } from '../../../ui/Button.tsx';
import { chooseFile } from '../../../ui/choose-file.ts';
import { formatCount } from '../../../ui/format.ts';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { toSizeWords } from '../../../view/keep-words.ts';
import { traceLink } from '../../../view/links.ts';
import { useSource } from '../../../view/source-context.tsx';
import { useOpenTrace } from '../../../view/use-open-trace.ts';
import { useView } from '../../../view/use-view.ts';
import { SourceCard } from './SourceCard.tsx';
import css from './sources.module.css';

/** Traces that were opened from files, each with the way to it and out of it. */
export function FilesCard(): ReactNode {
  const { view } = useView();
  const { source } = useSource();
  const { open, opening, cancel, close, problem } = useOpenTrace();
  const [files, setFiles] = useState<readonly OpenedTrace[]>([]);
  useEffect(() => {
    const leave = new AbortController();
    source.openedTraces(leave.signal).then(setFiles, () => undefined);
    return () => leave.abort();
  }, [source]);
  return (
    <SourceCard
      name="Trace files"
      help="Traces that somebody downloaded from their page."
      state={files.length === 0 ? null : { tone: 'good', words: `${files.length} open` }}
      facts={files.map(({ traceId, name, bytes, spans }) => ({
        key: traceId,
        name: 'Trace',
        value: (
          <span className={css.file}>
            <Link to={traceLink(view, { trace: traceId })}>
              {name === '' ? traceId : toVisibleLine(name)}
            </Link>
            <small>
              {formatCount(spans)} {spans === 1 ? 'span' : 'spans'}, {toSizeWords(bytes)}
            </small>
            <Button
              size="small"
              aria-label={`Remove ${name === '' ? traceId : toVisibleLine(name)}`}
              onClick={() => close(traceId, () => setFiles(files.filter((file) => file.traceId !== traceId)))}
            >
              Remove
            </Button>
          </span>
        ),
      }))}
      actions={
        opening === null ? (
          <Button size="small" onClick={() => chooseFile(open)}>
            Open a trace file
          </Button>
        ) : (
          <Button size="small" onClick={cancel}>
            Cancel opening {toVisibleLine(opening)}
          </Button>
        )
      }
    >
      {problem !== null && (
        <p role="alert" className={css.said}>
          {problem}
        </p>
      )}
      <p className={css.said}>
        The last two stay until this tab is left. While one is open, it stands in for what the source has of
        its trace; removed, that is shown again. The file itself stays where it is.
      </p>
    </SourceCard>
  );
}
