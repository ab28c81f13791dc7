import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { downloadText } from '../../ui/export/download.ts';
import { recentErrors } from '../../ui/states/recent-errors.ts';
import { readScheme } from '../../ui/theme/scheme.ts';
import { useToast } from '../../ui/toast/toast-context.ts';
import { writing } from '../../ui/writing.ts';
import { DENSITY_CHOICE } from '../../view/density.ts';
import { ROW_LIMIT_CHOICE } from '../../view/row-limit.ts';
import { SHORTCUTS_CHOICE } from '../../view/shortcuts.ts';
import { useSource, useSourceProblem } from '../../view/source-context.tsx';
import { useInfo } from '../../view/use-info.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import { Section } from './Section.tsx';
import { browserFacts, timingFacts } from './diagnostics/browser-facts.ts';
import { PARTS, toReport } from './diagnostics/to-report.ts';
import css from './settings.module.css';

/** A file for whoever looks into a fault: it is shown before it is saved. */
export function Diagnostics(): ReactNode {
  const { source, sourceId } = useSource();
  const { info, problem } = useInfo();
  const heard = useSourceProblem();
  const { settings } = useSettings();
  const { view } = useView();
  const tell = useToast();
  const [shown, setShown] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const make = async (): Promise<void> => {
    // Asked for here alone: who saves no file needs no alerts.
    const rules = await source.readAlerts().then(
      ({ rules }) => rules.length,
      () => null,
    );
    const at = Date.now();
    const stamp = new Date(at).toISOString().slice(0, 16).replaceAll(':', '-');
    const text = toReport({
      at,
      source: sourceId,
      browser: browserFacts(),
      choices: {
        theme: readScheme(),
        density: DENSITY_CHOICE.read(),
        zone: view.zone,
        shortcuts: SHORTCUTS_CHOICE.read(),
        rowLimit: ROW_LIMIT_CHOICE.read(),
        ...writing(),
      },
      timings: timingFacts(),
      info: info ?? null,
      problem: (heard ?? problem)?.kind ?? null,
      settings: settings ?? null,
      rules,
      errors: recentErrors(),
    });
    setShown({ name: `longtail-diagnostics-${stamp}.json`, text });
  };
  return (
    <Section
      id="diagnostics"
      title="Diagnostics"
      help="One file to attach to a report of a fault. It is shown here before it is saved, and is sent nowhere."
    >
      <p className={css.none}>
        It has counts and versions, and never names, searches, addresses, paths or ids:
      </p>
      <ul className={css.parts}>
        {PARTS.map(([part, words]) => (
          <li key={part}>
            <code>{part}</code> {words}
          </li>
        ))}
      </ul>
      <div className={css.actions}>
        <Button size="small" onClick={() => void make()}>
          {shown === null ? 'Show the file' : 'Make it anew'}
        </Button>
        {shown !== null && (
          <Button
            size="small"
            look="primary"
            icon={<Download size={14} strokeWidth={1.5} aria-hidden />}
            onClick={() => {
              downloadText(shown.name, shown.text, 'application/json');
              tell({ message: `Saved ${shown.name}.` });
            }}
          >
            Save the file
          </Button>
        )}
      </div>
      {shown !== null && (
        <div className={css.file} role="region" aria-label="The file" tabIndex={0}>
          <CodeBlock label={shown.name} code={shown.text} />
        </div>
      )}
    </Section>
  );
}
