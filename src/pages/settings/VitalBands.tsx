import type { ReactNode } from 'react';
import { VITAL_BANDS, judgedVitals } from '../../metrics/vital-bands.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { formatDuration, formatPlain } from '../../ui/format.ts';
import { columnWords } from '../../view/metric-words.ts';
import { useInfo } from '../../view/use-info.ts';
import { useSettings } from '../../view/use-settings.ts';
import { Awaited, useKeptSettings } from './Awaited.tsx';
import { Row, Section } from './Section.tsx';

const SETS = [
  { value: 'web.dev', label: 'web.dev' },
  { value: 'classic', label: 'Classic (2022)' },
] as const;

/** By which limits web vitals are good, need work and are poor. */
export function VitalBands(): ReactNode {
  const { change } = useSettings();
  const settings = useKeptSettings();
  const { info } = useInfo();
  const about = {
    id: 'vitals',
    title: 'Web vitals',
    help: 'For everybody who looks at this source.',
  } as const;
  if (settings === undefined) {
    return (
      <Section {...about}>
        <Awaited />
      </Section>
    );
  }
  const chosen = settings.bands;
  const bands = VITAL_BANDS[chosen];
  return (
    <Section {...about}>
      <Row label="Limits of good and poor">
        <Toggle
          label="Limits of good and poor"
          choices={SETS}
          chosen={chosen}
          onChoose={(bands) => {
            if (info?.abilities.settings !== false) change((settings) => ({ ...settings, bands }));
          }}
        />
      </Row>
      {judgedVitals(bands).map((vital) => {
        const band = bands[vital];
        if (band === undefined) return null;
        const limit = (value: number): string =>
          vital === 'cls' ? formatPlain(value) : formatDuration(value);
        return (
          <Row key={vital} label={columnWords(vital)}>
            <span>
              {band.good === null ? '' : `good ${band.inclusive ? 'to' : 'below'} ${limit(band.good)}, `}
              poor {band.inclusive ? 'above' : 'from'} {limit(band.poor)}
            </span>
          </Row>
        );
      })}
    </Section>
  );
}
