import { Share } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button.tsx';
import type { Zone } from '../format.ts';
import { lazyPart } from '../part/lazy-part.ts';
import { PopupMenu } from '../popup/PopupMenu.tsx';
import type { PictureLook } from './picture-look.ts';
import { useReportPart } from './report-parts.tsx';
import type { ExportTable } from './table-text.ts';

/** A picture as an SVG document, which comes with the code that writes it, and its size in pixels. */
export interface Picture {
  readonly svg: Promise<string>;
  readonly width: number;
  readonly height: number;
}

/** What a picture is drawn with: the colours that the page has now. */
export function lookOf(name: string, zone: Zone, width: number, height: number): PictureLook {
  const style = getComputedStyle(document.documentElement);
  return {
    name,
    zone,
    width,
    height,
    colour: (property) => style.getPropertyValue(property).trim(),
    font: 'Inter, system-ui, sans-serif',
  };
}

// Where the menu is opened.
const PictureItems = lazyPart(async () => (await import('./PictureItems.tsx')).PictureItems);

/** What is taken along, and what it is called. */
export interface PictureExportProps {
  readonly name: string;
  /** Null while there is nothing to take. */
  readonly picture: () => Picture | null;
  readonly table: () => ExportTable | null;
}

/** Takes a chart along: as a picture, as SVG, or as its numbers. What cannot be copied is downloaded. */
export function PictureExport(props: PictureExportProps): ReactNode {
  const { name, picture } = props;
  const [said, setSaid] = useState('');
  const part = useReportPart(() => {
    const taken = picture();
    return taken === null ? null : { kind: 'picture', name, picture: taken };
  });
  return (
    <>
      <PopupMenu
        position="bottom-end"
        width={168}
        trigger={
          <IconButton
            size="small"
            label={`${name}: copy`}
            icon={<Share size={14} strokeWidth={1.5} aria-hidden />}
          />
        }
      >
        {(Menu) => (
          <Suspense>
            <PictureItems {...props} menu={Menu} onSaid={setSaid} />
          </Suspense>
        )}
      </PopupMenu>
      <span ref={part} className="hidden" role="status">
        {said}
      </span>
    </>
  );
}
