import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { both } from '../../model/filter.ts';
import { BUTTON_CLASS, Button } from '../../ui/Button.tsx';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { connectLink, settingsLink } from '../../view/links.ts';
import { numbersOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useEventPreview } from '../../view/use-event-preview.ts';
import type { PreviewPart } from '../../view/use-event-preview.ts';
import { useNothing } from '../../view/use-nothing.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { PagesTable } from './PagesTable.tsx';
import { Samples } from './Samples.tsx';
import { ScoreSummary } from './ScoreSummary.tsx';
import { Splits } from './Splits.tsx';
import { VitalCard } from './VitalCard.tsx';
import { VitalCourse } from './VitalCourse.tsx';
import { VitalDistribution } from './VitalDistribution.tsx';
import { PAGE_VIEWS, ofVital } from './questions.ts';
import { useBands } from './use-bands.ts';
import { VITAL_HELP, VITAL_NAMES } from './vital-words.ts';
import css from './vitals.module.css';

const CORE: readonly ShownVital[] = ['lcp', 'inp', 'cls', 'fcp', 'ttfb'];

/** The web vitals of page views: how good they are, where, and since when. */
export function VitalParts(props: {
  readonly scope: ComparedScope;
  /** Whether all are of one page, which the page around them names. */
  readonly isOfOne?: boolean;
  readonly Preview: PreviewPart;
}): ReactNode {
  const { scope, isOfOne = false, Preview } = props;
  const { preview, close } = useEventPreview();
  const { view, edit } = useView();
  const bands = useBands();
  const { settings } = useSettings();
  const hold = usePointedHold();
  const nothing = useNothing();
  const { range, where } = scope;
  const views = useAsk({
    of: 'transactions',
    range,
    where: both(where, PAGE_VIEWS),
    by: [],
    show: [{ metric: 'sampled_count' }],
  });
  const withFid = useAsk({
    of: 'transactions',
    range,
    where: ofVital({ range, where }, 'fid').where,
    by: [],
    show: [{ metric: 'sampled_count' }],
  });
  const hasFid = withFid.data !== undefined && (numbersOf(withFid.data, 'sampled_count').values[0] ?? 0) > 0;
  const { vital } = view.vitalLook;
  if (views.data?.complete === true && views.data.matched === 0) {
    return (
      <EmptyPanel
        size="page"
        message="No page views with web vitals here"
        advice={`${nothing.step === null ? '' : nothing.message} ${nothing.advice ?? ''} Web vitals come from browsers: Sentry’s browser SDK sends them with browserTracingIntegration().`.trim()}
        action={
          <>
            {nothing.step !== null && <Button onClick={nothing.step.run}>{nothing.step.label}</Button>}
            <Link className={BUTTON_CLASS} to={connectLink(view)}>
              How to send them
            </Link>
          </>
        }
      />
    );
  }
  const parts = { vital, scope, bands };
  return (
    <div className={css.vitals} {...hold}>
      <div className={css.top}>
        <Boundary what="The score" size="widget">
          <ScoreSummary scope={scope} />
        </Boundary>
        <div className={css.cards} role="group" aria-label="Web vital">
          {[...CORE, ...(hasFid ? (['fid'] as const) : [])].map((one) => (
            <VitalCard
              key={one}
              vital={one}
              scope={scope}
              bands={bands}
              isChosen={one === vital}
              onChoose={() => edit(({ vitalLook }) => ({ vitalLook: { ...vitalLook, vital: one } }))}
            />
          ))}
        </div>
      </div>
      <p className={css.help}>
        <b>{VITAL_NAMES[vital]}.</b> {VITAL_HELP[vital]}{' '}
        <span>
          Limits: {settings?.bands === 'classic' ? 'classic (2022)' : 'web.dev'},{' '}
          <Link to={settingsLink(view)}>change</Link>.
        </span>
      </p>
      <div className={css.plots}>
        <Boundary what="The chart" resetKeys={[vital]}>
          <VitalCourse {...parts} />
        </Boundary>
        <Boundary what="The distribution" resetKeys={[vital]}>
          <VitalDistribution {...parts} />
        </Boundary>
      </div>
      {!isOfOne && (
        <Boundary what="The table of pages">
          <PagesTable scope={scope} bands={bands} />
        </Boundary>
      )}
      <div className={css.bottom} data-preview={preview === null ? undefined : true}>
        <Boundary what="The samples" resetKeys={[vital]}>
          <Samples {...parts} />
        </Boundary>
        <Boundary what="The breakdown" resetKeys={[vital]}>
          <Splits {...parts} />
        </Boundary>
        {preview !== null && (
          <Boundary what="The preview" resetKeys={[preview.span]}>
            <Suspense fallback={<div aria-busy />}>
              <Preview key={`${preview.trace}${preview.span}`} {...preview} onClose={close} />
            </Suspense>
          </Boundary>
        )}
      </div>
    </div>
  );
}
