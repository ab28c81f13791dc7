import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { AlertLink } from '../../../ui/chart/AlertLink.tsx';
import { lazyPart } from '../../../ui/part/lazy-part.ts';
import { Boundary } from '../../../ui/states/Boundary.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../../view/compare.ts';
import { usePointedHold } from '../../../view/use-pointed-hold.ts';
import { useView } from '../../../view/use-view.ts';
import type { PanelKind } from '../../../view/view.ts';
import { newAlertLink, trendsLink, vitalsLink } from '../../../view/links.ts';
import { rememberWidgets } from '../../../view/widget-memory.ts';
import css from '../performance.module.css';
import { TAB_SPECS, viewOfRows } from '../tabs.ts';
import { ErrorsPanel } from './ErrorsPanel.tsx';
import { PanelMenu } from './PanelMenu.tsx';
import { TrendPanel } from './TrendPanel.tsx';
import { PanelSkeleton } from './PanelSkeleton.tsx';
import own from './panels.module.css';
import { panelWords } from './panel-words.ts';

// None of them is what the page begins with.
const RankPanel = lazyPart(async () => (await import('./RankPanel.tsx')).RankPanel);
const DurationsPanel = lazyPart(async () => (await import('./DurationsPanel.tsx')).DurationsPanel);

const ROWS = 3;
const HEIGHT = 156;

/** Two lists of transactions of the reader's choice. */
export function Panels({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view, edit } = useView();
  const { panels, tab } = view;
  const hold = usePointedHold();
  const choose = (index: number, kind: PanelKind): void =>
    edit(({ panels: [one, two], widgets }) => {
      const chosen = { panels: index === 0 ? ([kind, two] as const) : ([one, kind] as const), widgets };
      rememberWidgets(tab, chosen);
      return { panels: chosen.panels };
    });
  return (
    <div className={own.panels} {...hold}>
      {panels.map((kind, index) => (
        <section key={index} className={own.panel} aria-label={panelWords(kind).label}>
          <header className={css.widgetHead}>
            <PanelMenu
              kind={kind}
              choices={TAB_SPECS[tab].panels}
              onChoose={(chosen) => choose(index, chosen)}
            />
            <span className={own.head}>{panelWords(kind).head}</span>
            <WholePage kind={kind} />
          </header>
          <Boundary what="This widget" size="widget" resetKeys={[kind]}>
            <Panel scope={scope} kind={kind} />
          </Boundary>
        </section>
      ))}
    </div>
  );
}

/** The page that has more of what a list shows; nothing for lists without one. */
function WholePage({ kind }: { readonly kind: PanelKind }): ReactNode {
  const { view } = useView();
  switch (kind) {
    case 'regressed':
    case 'improved': {
      const trendLook = { ...view.trendLook, by: 'avg' as const };
      return (
        <Link to={trendsLink(viewOfRows({ ...view, trendLook }))} className={own.more} data-screen>
          All trends
        </Link>
      );
    }
    case 'durations':
      return <AlertLink name="Durations" to={newAlertLink(viewOfRows(view), { metric: 'p95' }, null)} />;
    case 'lcp':
    case 'inp':
    case 'cls':
      return (
        <Link
          to={vitalsLink({ ...view, vitalLook: { ...view.vitalLook, vital: kind } })}
          className={own.more}
        >
          All pages
        </Link>
      );
    default:
      return null;
  }
}

function Panel({ scope, kind }: { readonly scope: ComparedScope; readonly kind: PanelKind }): ReactNode {
  switch (kind) {
    case 'regressed':
    case 'improved':
      return <TrendPanel key={kind} scope={scope} kind={kind} rows={ROWS} />;
    case 'errors':
      return <ErrorsPanel scope={scope} rows={ROWS} />;
    case 'durations':
      return (
        <Suspense fallback={<Skeleton height={HEIGHT} />}>
          <DurationsPanel scope={scope} height={HEIGHT} />
        </Suspense>
      );
    default:
      return (
        <Suspense fallback={<PanelSkeleton rows={ROWS} />}>
          <RankPanel key={kind} scope={scope} kind={kind} rows={ROWS} />
        </Suspense>
      );
  }
}
