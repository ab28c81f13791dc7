/** Something that is written beside a place, in pixels from above. */
export interface Placed {
  readonly y: number;
}

/**
 * Where labels are written so that none lies on another: each at its place where there is room, else pushed up or down
 * as little as keeps them `room` apart and between `top` and `bottom`. In the order given, which is from above.
 */
export function placeLabels(labels: readonly Placed[], room: number, top: number, bottom: number): number[] {
  const places: number[] = [];
  let floor = top;
  for (const { y } of labels) {
    const place = Math.max(y, floor);
    places.push(place);
    floor = place + room;
  }
  let ceiling = bottom;
  for (let index = places.length - 1; index >= 0; index--) {
    const place = Math.min(places[index] ?? 0, ceiling);
    places[index] = place;
    ceiling = place - room;
  }
  return places;
}
