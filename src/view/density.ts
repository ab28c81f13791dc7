import { DENSITIES } from '../ui/theme/density.ts';
import type { Density } from '../ui/theme/density.ts';
import { readerChoice } from './reader-choice.ts';

/** How close rows stand in this browser. */
export const DENSITY_CHOICE = readerChoice<Density>('density', DENSITIES);
