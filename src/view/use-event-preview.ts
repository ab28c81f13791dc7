import { useCallback } from 'react';
import type { ComponentType } from 'react';
import type { EventsLook } from './events-look.ts';
import { useView } from './use-view.ts';

/** A look at one event beside its list; who puts the pages together hands it to those that have such a list. */
export type PreviewPart = ComponentType<{
  readonly trace: string;
  readonly span: string;
  readonly onClose: () => void;
}>;

/** The event that is looked at beside its list. */
export interface UsedEventPreview {
  readonly preview: EventsLook['preview'];
  /** Opens an event; closes the one that is open already. */
  readonly toggle: (event: { readonly trace: string; readonly span: string }) => void;
  readonly close: () => void;
}

/** Which event the address has open beside its list, and how another one is opened: one step back closes all of them. */
export function useEventPreview(): UsedEventPreview {
  const { view, edit } = useView();
  const { preview } = view.events;
  const isOpen = preview !== null;
  return {
    preview,
    toggle: useCallback(
      ({ trace, span }) =>
        edit(
          ({ events }) => ({
            events: { ...events, preview: events.preview?.span === span ? null : { trace, span } },
          }),
          isOpen ? 'replace' : 'push',
        ),
      [edit, isOpen],
    ),
    close: useCallback(
      () => edit(({ events }) => ({ events: { ...events, preview: null } }), 'replace'),
      [edit],
    ),
  };
}
