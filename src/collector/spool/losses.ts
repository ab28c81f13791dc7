/** Something of the spool that could neither be read nor copied to the quarantine. */
export interface Loss {
  /** Where it stands. */
  readonly name: string;
  /** How much it is; null where that is not known. */
  readonly bytes: number | null;
  readonly reason: unknown;
}

/** What was lost since the start, each place once. */
export class Losses {
  readonly #byName = new Map<string, Loss>();

  add(loss: Loss): void {
    this.#byName.set(loss.name, loss);
  }

  get all(): readonly Loss[] {
    return [...this.#byName.values()];
  }
}
