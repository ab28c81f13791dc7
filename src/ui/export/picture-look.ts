import type { Zone } from '../format.ts';

/** What a picture of a chart is made of beside the chart. */
export interface PictureLook {
  readonly name: string;
  readonly zone: Zone;
  readonly width: number;
  readonly height: number;
  /** The value of a custom property, such as `--fg`. */
  readonly colour: (property: string) => string;
  readonly font: string;
}

/** Text within XML. */
export function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML has no place for control characters.
      .replaceAll(/\p{Cc}/gu, '\ufffd')
  );
}

/** `var(--p95)` as the colour it stands for. */
export function resolvedColour(colour: string, look: PictureLook): string {
  const [, property] = /^var\((--[\w-]+)\)$/.exec(colour) ?? [];
  return property === undefined ? colour : look.colour(property);
}
