import { Copy, List, Sparkles, TriangleAlert, Waypoints, ZoomIn } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { copyText } from '../clipboard.ts';
import { useKit } from '../popup/use-kit.ts';
import type { Kit } from '../popup/use-kit.ts';
import type { SelectionActions } from './SelectionButtons.tsx';
import own from './selection.module.css';
import type { ChartPoint } from './use-point.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** A value of a point: what it is called, as it is read, and in full. */
export interface PointValue {
  readonly label: string;
  readonly words: string;
  readonly value: number;
}

/** What can be done with one bucket of a chart; stands where it was pressed, and has the focus. */
export function PointMenu(
  props: Partial<Omit<SelectionActions, 'onClear' | 'zoomTitle'>> & {
    /** Which bucket it is. */
    readonly title: string;
    /** What its events, and what zooming to it, are called where it is no bucket of time. */
    readonly eventsLabel?: string;
    readonly zoomLabel?: string;
    readonly point: ChartPoint<unknown>;
    /** What the chart shows there. */
    readonly values: readonly PointValue[];
  },
): ReactNode {
  const { title, point, values, onZoom, onExplain, events, onExemplar } = props;
  const { eventsLabel = 'Events in this bucket', zoomLabel = 'Zoom to it' } = props;
  const { x, y, onClose } = point;
  const { kit, opened, target } = useKit(true);
  if (kit === null) return null;
  const { KitTheme, Menu } = kit;
  return (
    <KitTheme>
      <Menu
        opened={opened}
        onChange={(isOpen) => !isOpen && onClose()}
        position="bottom-start"
        offset={10}
        width={260}
        returnFocus={false}
      >
        <Menu.Target>
          <button
            ref={target}
            type="button"
            tabIndex={-1}
            aria-hidden
            aria-label={title}
            className={own.point}
            style={{ left: x, top: y }}
          />
        </Menu.Target>
        <Menu.Dropdown mah={440} style={{ overflowY: 'auto' }}>
          <Menu.Label>{title}</Menu.Label>
          {events !== undefined && (
            <Menu.Item component={Link} to={events} leftSection={<List {...ICON} />}>
              {eventsLabel}
            </Menu.Item>
          )}
          {onExemplar !== undefined && (
            <Menu.Item
              leftSection={<Waypoints {...ICON} />}
              title="The trace of the slowest event up to the p95"
              onClick={onExemplar}
            >
              Trace nearest the p95
            </Menu.Item>
          )}
          {onExplain !== undefined && (
            <Menu.Item leftSection={<Sparkles {...ICON} />} onClick={onExplain}>
              Explain what differs
            </Menu.Item>
          )}
          {onZoom !== undefined && (
            <Menu.Item leftSection={<ZoomIn {...ICON} />} onClick={onZoom}>
              {zoomLabel}
            </Menu.Item>
          )}
          {values.length > 0 && (events ?? onZoom) !== undefined && <Menu.Divider />}
          {values.map((value) => (
            <CopyItem key={value.label} menu={Menu} {...value} onCopied={onClose} />
          ))}
        </Menu.Dropdown>
      </Menu>
    </KitTheme>
  );
}

/** Copies a value in full. The menu stays, and the item says so, where the browser lets nothing be copied. */
function CopyItem(
  props: PointValue & { readonly menu: Kit['Menu']; readonly onCopied: () => void },
): ReactNode {
  const { menu: Menu, label, words, value, onCopied } = props;
  const [isRefused, setIsRefused] = useState(false);
  const copy = async (): Promise<void> => {
    if (await copyText(String(value))) onCopied();
    else setIsRefused(true);
  };
  return (
    <Menu.Item
      closeMenuOnClick={false}
      leftSection={isRefused ? <TriangleAlert {...ICON} /> : <Copy {...ICON} />}
      onClick={() => void copy()}
    >
      <span aria-live="polite">
        {isRefused ? (
          'Not copied: the browser refused'
        ) : (
          <>
            Copy {label} <span className={own.value}>{words}</span>
          </>
        )}
      </span>
    </Menu.Item>
  );
}
