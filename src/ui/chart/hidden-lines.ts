/** Which lines of charts are left away, by their ids, and what changes that. */
export interface LegendUse {
  readonly hidden: ReadonlySet<string>;
  /** Leaves away these of the lines `of` a chart, and shows its others. */
  readonly onHide: (ids: readonly string[], of: readonly string[]) => void;
}

/** A line, or a layer, as a legend names it. */
export interface LegendEntry {
  readonly id: string;
  readonly label: string;
  /** A custom property or a colour. */
  readonly colour: string;
  /** Of a line, as SVG writes them; null: a stroke without gaps. Left out for a layer. */
  readonly dashes?: string | null;
}

/** What is drawn: all where every one is left away, as an address may say that was made for another chart. */
export function shownOf<T extends { readonly id: string }>(
  lines: readonly T[],
  hidden: ReadonlySet<string>,
): readonly T[] {
  const shown = lines.filter(({ id }) => !hidden.has(id));
  return shown.length === 0 || shown.length === lines.length ? lines : shown;
}

function shownIds(all: readonly string[], hidden: ReadonlySet<string>): readonly string[] {
  return shownOf(
    all.map((id) => ({ id })),
    hidden,
  ).map(({ id }) => id);
}

/** What is left away once one is shown alone; nothing where it was alone already. */
export function hiddenAlone(
  all: readonly string[],
  hidden: ReadonlySet<string>,
  alone: string,
): readonly string[] {
  const shown = shownIds(all, hidden);
  if (shown.length === 1 && shown[0] === alone) return [];
  return all.filter((id) => id !== alone);
}

/** What is left away once one is shown or left away; nothing where none would be left. */
export function hiddenToggled(
  all: readonly string[],
  hidden: ReadonlySet<string>,
  toggled: string,
): readonly string[] {
  const shown = new Set(shownIds(all, hidden));
  if (!shown.delete(toggled)) shown.add(toggled);
  return shown.size === 0 ? [] : all.filter((id) => !shown.has(id));
}

/** How much of a line is to be seen while another one is emphasised. */
const FAINT = 0.18;

function opacityProperty(id: string): string {
  return `--opacity-${id.replaceAll(/[^\w-]/g, (letter) => `_${letter.codePointAt(0)}`)}`;
}

/** The opacity of a line, as the chart around it says (`faintOthers`). */
export function opacityOf(id: string): string {
  return `var(${opacityProperty(id)}, 1)`;
}

/** Custom properties of a chart that set back all lines but one; none for null. No line has to be drawn anew for them. */
export function faintOthers(
  lines: readonly { readonly id: string }[],
  emphasised: string | null,
): Record<string, number> {
  const others = lines.filter(({ id }) => id !== emphasised);
  if (emphasised === null || others.length === lines.length) return {};
  return Object.fromEntries(others.map(({ id }) => [opacityProperty(id), FAINT]));
}
