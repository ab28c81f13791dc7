import { Download, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { RuleFileError, parseRules, printRules } from '../../alerts/rule-file.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import { Button } from '../../ui/Button.tsx';
import { downloadText } from '../../ui/export/download.ts';
import { toProblem } from '../../view/problem.ts';

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Rules out of a file that are not there yet are added; those that are, by their id, are replaced. */
function withImported(rules: readonly AlertRule[], read: readonly AlertRule[]): readonly AlertRule[] {
  const ids = new Set(read.map(({ id }) => id));
  return [...rules.filter(({ id }) => !ids.has(id)), ...read];
}

/** Import and export of rules, so that they can live in a repository. */
export function RuleFiles(props: {
  readonly rules: readonly AlertRule[];
  readonly changeRules: (update: (rules: readonly AlertRule[]) => readonly AlertRule[]) => Promise<void>;
  /** What came of an import. */
  readonly onSay: (words: string) => void;
}): ReactNode {
  const { rules, changeRules, onSay } = props;
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File): Promise<void> => {
    try {
      const read = parseRules(await file.text());
      await changeRules((rules) => withImported(rules, read));
      onSay(`${read.length === 1 ? '1 rule was' : `${read.length} rules were`} taken from ${file.name}.`);
    } catch (error) {
      const { message, advice } = error instanceof RuleFileError ? error : toProblem(error);
      onSay(`${message} ${advice}`);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label="File of alert rules"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void take(file);
          target.value = '';
        }}
      />
      <Button size="small" icon={<Upload {...ICON} />} onClick={() => input.current?.click()}>
        Import
      </Button>
      <Button
        size="small"
        icon={<Download {...ICON} />}
        disabled={rules.length === 0}
        onClick={() => downloadText('longtail-alerts.json', printRules(rules), 'application/json')}
      >
        Export
      </Button>
    </>
  );
}
