import type { Picture } from './PictureExport.tsx';

/** What decides how a shape or a text of an SVG looks. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
] as const;

/** A drawing with its looks written into it, so that it is the same without the page. */
function standingAlone(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, own] of [drawing, ...drawing.querySelectorAll<SVGElement>('*')].entries()) {
    const look = getComputedStyle(own);
    const to = copies[index];
    for (const name of LOOKS) to?.style.setProperty(name, look.getPropertyValue(name));
    to?.removeAttribute('class');
  }
  return copy;
}

/** The drawings and canvases of a part of the page as one picture, each where it stands; null where there is none. */
export function elementPicture(part: Element): Picture | null {
  const box = part.getBoundingClientRect();
  const drawn = [...part.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg, canvas')].filter(
    (own) => own.closest('button, a') === null && own.parentElement?.closest('svg') == null,
  );
  const pieces = drawn.flatMap((own) => {
    const { left, top, width, height } = own.getBoundingClientRect();
    if (width < SMALLEST || height < SMALLEST) return [];
    const place = `x="${left - box.left}" y="${top - box.top}" width="${width}" height="${height}"`;
    if (own instanceof HTMLCanvasElement) return [`<image ${place} href="${own.toDataURL('image/png')}"/>`];
    const text = new XMLSerializer().serializeToString(standingAlone(own));
    return [`<g transform="translate(${left - box.left} ${top - box.top})">${text}</g>`];
  });
  if (pieces.length === 0) return null;
  const [width, height] = [Math.ceil(box.width), Math.ceil(box.height)];
  const surface = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${surface}"/>${pieces.join('')}</svg>`;
  return { svg: Promise.resolve(svg), width, height };
}

/** What is smaller is a sign beside words. */
const SMALLEST = 40;
