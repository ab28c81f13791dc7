import { useState } from 'react';
import type { ReactNode } from 'react';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { OP_CATEGORIES, toOpLook } from '../../ui/op.ts';
import { applySingleKeys } from '../../ui/single-keys.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { applyDensity } from '../../ui/theme/density.ts';
import { applyMotion } from '../../ui/theme/motion.ts';
import { useScheme } from '../../ui/theme/scheme-context.ts';
import { DENSITY_CHOICE } from '../../view/density.ts';
import { MOTION_CHOICE } from '../../view/motion.ts';
import { SHORTCUTS_CHOICE } from '../../view/shortcuts.ts';
import { useView } from '../../view/use-view.ts';
import { Row, Section } from './Section.tsx';
import css from './settings.module.css';

const SCHEMES = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const ROWS = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
] as const;

const MOTIONS = [
  { value: 'system', label: 'System' },
  { value: 'less', label: 'Less' },
] as const;

const ZONES = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'This computer' },
] as const;

const SHORTCUTS = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off', help: 'Keys with Ctrl or Cmd go on doing what they do' },
] as const;

/** How this browser shows everything. */
export function Appearance(): ReactNode {
  const { scheme, choose } = useScheme();
  const { view, edit } = useView();
  const [density, setDensity] = useState(DENSITY_CHOICE.read);
  const [motion, setMotion] = useState(MOTION_CHOICE.read);
  const [shortcuts, setShortcuts] = useState(SHORTCUTS_CHOICE.read);
  return (
    <Section id="appearance" title="Appearance" help="For this browser.">
      <Row label="Theme">
        <Toggle label="Theme" choices={SCHEMES} chosen={scheme} onChoose={choose} />
      </Row>
      <Row label="Row height">
        <Toggle
          label="Row height"
          choices={ROWS}
          chosen={density}
          onChoose={(choice) => {
            DENSITY_CHOICE.write(choice);
            applyDensity(choice);
            setDensity(choice);
          }}
        />
      </Row>
      <Row label="Motion" help="Where it is less, nothing fades or slides in.">
        <Toggle
          label="Motion"
          choices={MOTIONS}
          chosen={motion}
          onChoose={(choice) => {
            MOTION_CHOICE.write(choice);
            applyMotion(choice);
            setMotion(choice);
          }}
        />
      </Row>
      <Row label="Time zone" help="In the address of every view.">
        <Toggle label="Time zone" choices={ZONES} chosen={view.zone} onChoose={(zone) => edit({ zone })} />
      </Row>
      <Row label="Operations">
        <span className={css.operations}>
          {OP_CATEGORIES.map((category) => (
            <span key={category}>
              <OpGlyph op={category} /> {toOpLook(category).label}
            </span>
          ))}
        </span>
      </Row>
      <Row label="Single-key shortcuts">
        <Toggle
          label="Single-key shortcuts"
          choices={SHORTCUTS}
          chosen={shortcuts}
          onChoose={(choice) => {
            SHORTCUTS_CHOICE.write(choice);
            applySingleKeys(choice === 'on');
            setShortcuts(choice);
          }}
        />
      </Row>
    </Section>
  );
}
