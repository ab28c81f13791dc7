import type { ReactNode } from 'react';
import { formatMinute } from '../../ui/format.ts';
import { usePrinting } from '../../ui/use-printing.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useSource } from '../../view/source-context.tsx';
import { useTick } from '../../view/tick-context.tsx';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import { aboutWords } from './about-words.ts';
import css from './PrintHead.module.css';
import { collectorName } from './use-filter.ts';

/** On paper: what the page is about, in words where the screen has the filter bar. */
export function PrintHead({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  return usePrinting() && <Printed isFiltered={isFiltered} />;
}

function Printed({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { view } = useView();
  const { sourceId } = useSource();
  const { now } = useTick();
  const against = useCompareWords(formatMinute).noun;
  const projectLabel = useProjectLabel();
  const about = isFiltered ? aboutWords(view, now, against, projectLabel) : [];
  return (
    <dl className={css.about}>
      {[['Source', sourceId === 'demo' ? 'Demo' : collectorName()] as const, ...about].map(
        ([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{toVisibleLine(words, 400)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
