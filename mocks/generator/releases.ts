import { DAY, HOUR, MINUTE, bucketStart } from '../../src/model/time.ts';
import type { EpochMs } from '../../src/model/time.ts';

/** Programs that are released together. */
export type ReleaseFamily = 'backend' | 'web' | 'mobile';
export type Environment = 'production' | 'staging' | 'development';

/** How long it takes until a release runs on every server. */
const ROLLOUT = 12 * MINUTE;

/** The backend release that shows contacts in the list of documents, with one query a document. */
export const SLOW_LIST = 'dossier@4.17.0';
/** The newest one, which fetches the contacts at once: on staging and on one production server. */
export const FIXED_LIST = 'dossier@4.17.1';
/** Was rolled back after three hours. */
export const BAD_DEPLOY = 'dossier@4.16.0';

/** Part of production's traffic that the canary serves. */
const CANARY_SHARE = 0.02;
const CANARY_AGE = 3 * HOUR;

interface Deploy {
  readonly at: EpochMs;
  readonly release: string;
}

/** The hour in which the bad deploy seven days ago began. */
export function badDeployStart(anchor: EpochMs): EpochMs {
  return bucketStart(anchor - 7 * DAY, HOUR);
}

/** Whole hours that the bad deploy lasted. */
const BAD_DEPLOY_HOURS = 3;

/** What was deployed when; the newest last. */
export class Releases {
  readonly #deploys: Readonly<Record<ReleaseFamily, Partial<Record<Environment, readonly Deploy[]>>>>;
  readonly #canaryFrom: EpochMs;

  constructor(anchor: EpochMs) {
    const ago = (days: number, release: string): Deploy => ({ at: anchor - days * DAY, release });
    const bad = badDeployStart(anchor);
    this.#canaryFrom = anchor - CANARY_AGE;
    this.#deploys = {
      backend: {
        production: [
          ago(30, 'dossier@4.14.2'),
          ago(12.1, 'dossier@4.15.0'),
          ago(9.4, 'dossier@4.15.1'),
          { at: bad, release: BAD_DEPLOY },
          // So early that the last server is back when the three hours are over.
          { at: bad + BAD_DEPLOY_HOURS * HOUR - ROLLOUT, release: 'dossier@4.15.1' },
          ago(5.6, 'dossier@4.16.1'),
          { at: anchor - 25 * HOUR, release: SLOW_LIST },
        ],
        staging: [
          ago(30, 'dossier@4.15.0'),
          ago(10, 'dossier@4.15.1'),
          ago(7.9, BAD_DEPLOY),
          ago(6.4, 'dossier@4.16.1'),
          ago(2.2, SLOW_LIST),
          { at: anchor - 5 * HOUR, release: FIXED_LIST },
        ],
      },
      web: {
        production: [
          ago(30, 'dossier-web@7.2.0'),
          ago(11, 'dossier-web@7.2.1'),
          ago(8.2, 'dossier-web@7.3.0'),
          ago(4.9, 'dossier-web@7.3.1'),
          ago(1.6, 'dossier-web@7.4.0'),
        ],
        staging: [
          ago(30, 'dossier-web@7.2.1'),
          ago(9.1, 'dossier-web@7.3.0'),
          ago(5.8, 'dossier-web@7.3.1'),
          ago(2.5, 'dossier-web@7.4.0'),
        ],
      },
      mobile: {
        production: [ago(30, 'dossier-ios@2.31.0'), ago(6.1, 'dossier-ios@2.32.0')],
        staging: [ago(30, 'dossier-ios@2.32.0'), ago(3.2, 'dossier-ios@2.33.0')],
      },
    };
  }

  /**
   * The release that ran at a time, null in environments that are not released to. `rank` in [0, 1) says how late in
   * a roll-out the server's turn is, `lane` in [0, 1) which part of the traffic the canary serves.
   */
  at(
    family: ReleaseFamily,
    environment: Environment,
    time: EpochMs,
    rank: number,
    lane: number,
  ): string | null {
    if (this.isCanary(family, environment, time, lane)) return FIXED_LIST;
    const deploys = this.#deploys[family][environment];
    if (deploys === undefined) return null;
    for (let index = deploys.length - 1; index >= 0; index -= 1) {
      const deploy = deploys[index];
      if (deploy !== undefined && time >= deploy.at + rank * ROLLOUT) return deploy.release;
    }
    return null;
  }

  isCanary(family: ReleaseFamily, environment: Environment, time: EpochMs, lane: number): boolean {
    return (
      family === 'backend' && environment === 'production' && lane < CANARY_SHARE && time >= this.#canaryFrom
    );
  }

  /** Every release there is, for a dictionary. */
  names(): string[] {
    const all = Object.values(this.#deploys).flatMap((lanes) => Object.values(lanes).flat());
    return [...new Set([...all.map(({ release }) => release), FIXED_LIST])];
  }
}
