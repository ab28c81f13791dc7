/** How much finer a picture is than the page. */
const SCALE = 2;

/** Draws an SVG document into a PNG. Rejects where the browser cannot. */
export async function toPng(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no pictures.');
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('This browser makes no PNG.'));
      else resolve(blob);
    }, 'image/png');
  });
}

/**
 * Puts a picture onto the clipboard; says whether it got there. A page that came over plain HTTP from another machine
 * has no clipboard for pictures.
 */
export async function copyPng(picture: Promise<Blob>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return true;
  } catch {
    return false;
  }
}
