import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { loadPart } from '../../ui/part/load-part.ts';
import { toVisible } from '../../ui/visible-text.ts';
import { LongText, Section } from './DetailParts.tsx';
import css from './DetailParts.module.css';

/** Longer queries are shown as they are: laying them out would take longer than reading them helps. */
const LONGEST = 20_000;

const QUERY = /^\s*(select|insert|update|delete|with|merge|create|alter|drop)\b/i;

/** Whether a description looks like SQL, and is short enough to be laid out. */
export function isSql(op: string, description: string): boolean {
  return op.startsWith('db') && description.length <= LONGEST && QUERY.test(description);
}

/** Lays a query out in lines; null where it cannot be read. The formatter is loaded when the first one is looked at. */
async function layOut(text: string): Promise<string | null> {
  try {
    const { formatDialect, postgresql } = await loadPart(() => import('sql-formatter'));
    const dialect = {
      ...postgresql,
      tokenizerOptions: { ...postgresql.tokenizerOptions, identTypes: ['""-qq' as const, '``' as const] },
    };
    // Placeholders of every driver: %s, %(name)s, ?, :name, @name, $1.
    const custom = [
      { regex: '%s' },
      { regex: '%\\([^)]+\\)s' },
      { regex: '\\?' },
      { regex: '[:@][A-Za-z_]\\w*' },
    ];
    return formatDialect(text, { dialect, paramTypes: { numbered: ['$'], custom } });
  } catch {
    return null;
  }
}

/** A query laid out in lines, or as it was sent where that cannot be done or is not wanted. */
export function SqlText({ text }: { readonly text: string }): ReactNode {
  const [made, setMade] = useState<{ readonly of: string; readonly text: string | null } | null>(null);
  const [isRaw, setRaw] = useState(false);
  useEffect(() => {
    let isLeft = false;
    void layOut(text).then((laidOut) => {
      if (!isLeft) setMade({ of: text, text: laidOut });
    });
    return () => {
      isLeft = true;
    };
  }, [text]);
  const laidOut = made?.of === text ? made.text : null;
  if (laidOut === null) return <LongText label="Description" text={text} />;
  return (
    <Section
      title="Query"
      action={
        <>
          <button type="button" className={css.more} aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
            As sent
          </button>
          <CopyButton
            label="Copy query"
            look="ghost"
            size="small"
            isIconOnly
            text={() => (isRaw ? text : laidOut)}
          />
        </>
      }
    >
      <pre className={css.text} dir="auto">
        {toVisible(isRaw ? text : laidOut)}
      </pre>
    </Section>
  );
}
