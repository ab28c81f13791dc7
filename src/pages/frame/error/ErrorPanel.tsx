import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Link } from 'react-router-dom';
import { topFrame } from '../../../model/error-report.ts';
import { kindKey } from '../../../model/error-group.ts';
import type { ErrorGroup, ErrorKind } from '../../../model/error-group.ts';
import type { ErrorEvent, ErrorId } from '../../../model/span.ts';
import { BUTTON_CLASS, IconButton } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { errorTitle } from '../../../ui/figure/error-words.ts';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import { useEscape } from '../../../ui/use-escape.ts';
import { useErrorLink } from '../../../view/use-error-link.ts';
import { useError, useErrors } from '../../../view/use-errors.ts';
import { useScope } from '../../../view/use-scope.ts';
import { ErrorDetails } from './ErrorDetails.tsx';
import css from './error.module.css';
import { errorText } from './error-text.ts';

/** One error: what was thrown and where, to whom, and the way to its trace and transaction. */
export function ErrorPanel(props: { readonly id: ErrorId; readonly onClose: () => void }): ReactNode {
  const { id, onClose } = props;
  const panel = useRef<HTMLElement>(null);
  useFocus(panel);
  useEscape(onClose, { step: 'panel', within: panel });
  useTabsWithin(panel);
  const { data: error, problem, retry } = useError(id);
  return (
    <aside ref={panel} className={css.panel} role="dialog" aria-label="Error" tabIndex={-1}>
      {error !== undefined ? (
        <Body error={error} onClose={onClose} />
      ) : (
        <>
          <header className={css.head}>
            <h2 className={css.title}>Error</h2>
            <Close onClose={onClose} />
          </header>
          {problem === null ? (
            <div className={css.waiting} aria-busy>
              <Skeleton height={24} width="60%" />
              <Skeleton height={72} />
              <Skeleton height={220} />
            </div>
          ) : (
            <ProblemPanel problem={problem} onRetry={retry} />
          )}
        </>
      )}
    </aside>
  );
}

function Body({ error, onClose }: { readonly error: ErrorEvent; readonly onClose: () => void }): ReactNode {
  const { project, transaction, type, report } = error;
  const kind: ErrorKind = {
    project,
    transaction,
    type,
    frame: report === undefined ? null : topFrame(report),
  };
  const of = transaction === null ? null : { project, transaction };
  const { data, asked } = useErrors(useScope(), of, 1, kind);
  // Of an error that was open before, the group is another one.
  const isOwn = asked?.kind != null && kindKey(asked.kind) === kindKey(kind);
  const group = isOwn ? data?.groups[0] : undefined;
  const isAlone = isOwn && data !== undefined && group === undefined;
  return (
    <>
      <header className={css.head}>
        <h2 className={css.title}>{errorTitle(error)}</h2>
        <Steps group={group} id={error} />
        <CopyButton
          label="Copy the error as text"
          look="ghost"
          size="small"
          isIconOnly
          text={() => errorText(error)}
        />
        <Close onClose={onClose} />
      </header>
      <ErrorDetails error={error} group={group} isAlone={isAlone} />
      {report === undefined && (
        <EmptyPanel
          size="widget"
          message="No stack was kept of this error"
          advice="It came from a source that keeps none, or before this version did."
        />
      )}
    </>
  );
}

function Close({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <IconButton
      label="Close the error"
      size="small"
      icon={<X size={16} strokeWidth={1.5} aria-hidden />}
      onClick={onClose}
    />
  );
}

/** The ways to the errors of the same kind right before and after this one. */
function Steps({ group, id }: { readonly group: ErrorGroup | undefined; readonly id: ErrorId }): ReactNode {
  const toLink = useErrorLink();
  const places = group?.newest ?? [];
  const at = places.findIndex(({ eventId }) => eventId === id.eventId);
  if (at < 0 || places.length < 2) return null;
  const step = (to: number, label: string, icon: ReactNode): ReactNode => {
    const place = places[to];
    if (place === undefined) {
      return <IconButton label={label} size="small" icon={icon} disabled />;
    }
    return (
      <Link
        to={toLink({ project: id.project, eventId: place.eventId })}
        replace
        className={BUTTON_CLASS}
        data-look="ghost"
        data-size="small"
        data-icon-only
        aria-label={label}
        title={label}
      >
        {icon}
      </Link>
    );
  };
  return (
    <span className={css.steps}>
      {step(at - 1, 'Newer error of this kind', <ChevronLeft size={16} strokeWidth={1.5} aria-hidden />)}
      {step(at + 1, 'Older error of this kind', <ChevronRight size={16} strokeWidth={1.5} aria-hidden />)}
    </span>
  );
}

/** Takes the focus while the panel is open, and gives it back to what opened it. */
function useFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [panel]);
}

const STOPS = 'a[href], button:not(:disabled), [tabindex="0"], summary';

/** Where the panel covers the whole window, Tab stays in it: below it, nobody would see where the focus is. */
function useTabsWithin(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { current } = panel;
      if (event.key !== 'Tab' || current === null) return;
      if (current.getBoundingClientRect().width < innerWidth) return;
      const stops = [...current.querySelectorAll<HTMLElement>(STOPS)];
      const [from, to] = event.shiftKey ? [stops.at(0), stops.at(-1)] : [stops.at(-1), stops.at(0)];
      const { activeElement } = document;
      if (activeElement !== from && current.contains(activeElement) && activeElement !== current) return;
      if (activeElement === current && !event.shiftKey) return;
      event.preventDefault();
      to?.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [panel]);
}
