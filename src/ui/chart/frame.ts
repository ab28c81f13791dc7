/** The size of a chart and of the margins around what it plots, in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export function plotWidth({ width, left, right }: Frame): number {
  return Math.max(1, width - left - right);
}

export function plotHeight({ height, top, bottom }: Frame): number {
  return Math.max(1, height - top - bottom);
}
