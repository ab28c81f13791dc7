/** Room for half a stroke at the edges, in pixels. */
const MARGIN = 1;

/**
 * The line through values as an SVG path, from zero at the bottom to the largest at the top. NaN breaks the line; a
 * value without neighbours becomes a dot (a line of no length, which round caps show).
 */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const highest = values.reduce((most, value) => (value > most ? value : most), 0);
  if (!(highest > 0)) return '';
  const step = values.length < 2 ? 0 : (width - 2 * MARGIN) / (values.length - 1);
  let path = '';
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      isDrawing = false;
      continue;
    }
    const x = (MARGIN + index * step).toFixed(1);
    const y = (height - MARGIN - (Math.max(0, value) / highest) * (height - 2 * MARGIN)).toFixed(1);
    const isAlone = !isDrawing && !Number.isFinite(values[index + 1] ?? Number.NaN);
    path += isAlone ? `M${x} ${y}h0` : `${isDrawing ? 'L' : 'M'}${x} ${y}`;
    isDrawing = true;
  }
  return path;
}
