let areOn = true;

/** Says whether single keys do something: where the reader turned them off, what they do has to be reached otherwise. */
export function applySingleKeys(on: boolean): void {
  areOn = on;
}

/** Whether single keys do something. */
export function hasSingleKeys(): boolean {
  return areOn;
}
