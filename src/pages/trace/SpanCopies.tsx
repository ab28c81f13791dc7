import { Braces, Link2, ListTree, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Span } from '../../model/span.ts';
import type { Trace } from '../../model/trace.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { formatCount } from '../../ui/format.ts';
import { toVisible } from '../../ui/visible-text.ts';
import { copyLink } from '../../view/links.ts';
import { useView } from '../../view/use-view.ts';
import { Section } from './DetailParts.tsx';
import { curlOf } from './curl.ts';
import css from './DetailParts.module.css';
import { MOST_COPIED, spanJson, subtreeJson } from './span-json.ts';

interface SpanCopiesProps {
  readonly trace: Trace;
  readonly node: number;
  readonly span: Span;
}

/** What of a span can be taken along: a link to it, it as JSON, and all beneath it. */
export function SpanCopies({ trace, node, span }: SpanCopiesProps): ReactNode {
  const { view } = useView();
  const [isRaw, setRaw] = useState(false);
  const curl = curlOf(span);
  const beneath = trace.size[node] ?? 1;
  const subtree =
    beneath > MOST_COPIED ? `Copy the first ${formatCount(MOST_COPIED)} spans of it` : 'Copy subtree';
  return (
    <Section title="Copy">
      <p className={css.copies}>
        <CopyButton
          size="small"
          label="Copy link"
          icon={<Link2 size={14} strokeWidth={1.5} aria-hidden />}
          text={() => copyLink(view, Date.now(), new URL(location.href))}
        />
        <CopyButton
          size="small"
          label="Copy span"
          icon={<Braces size={14} strokeWidth={1.5} aria-hidden />}
          text={() => spanJson(span)}
        />
        {curl !== null && (
          <CopyButton
            size="small"
            label="Copy as curl"
            icon={<SquareTerminal size={14} strokeWidth={1.5} aria-hidden />}
            text={() => curl}
          />
        )}
        {beneath > 1 && (
          <CopyButton
            size="small"
            label={subtree}
            icon={<ListTree size={14} strokeWidth={1.5} aria-hidden />}
            text={() => subtreeJson(trace, node)}
          />
        )}
        <Button size="small" aria-expanded={isRaw} onClick={() => setRaw(!isRaw)}>
          Raw JSON
        </Button>
      </p>
      {isRaw && (
        <pre className={css.text} aria-label="Raw JSON">
          {toVisible(spanJson(span).slice(0, 100_000))}
        </pre>
      )}
    </Section>
  );
}
