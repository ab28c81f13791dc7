import { VITAL_BANDS } from '../../metrics/vital-bands.ts';
import type { Bands } from '../../metrics/vital-bands.ts';
import { DEFAULT_SETTINGS } from '../../model/source.ts';
import { useSettings } from '../../view/use-settings.ts';

/** The limits by which vitals are judged, as the settings of the source have them. */
export function useBands(): Bands {
  return VITAL_BANDS[useSettings().settings?.bands ?? DEFAULT_SETTINGS.bands];
}
