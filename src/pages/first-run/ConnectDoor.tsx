import '@mantine/core/styles/Tabs.layer.css';
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '../../model/result.ts';
import type { Ingest } from '../../model/source.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { toKeepWords } from '../../view/keep-words.ts';
import { KitTheme } from '../../ui/theme/KitTheme.tsx';
import css from './ConnectDoor.module.css';
import { SNIPPETS } from './snippets.ts';
import { toCurl } from './test-request.ts';

/** Connects an SDK to the collector that answers: its address is filled in, and what arrives is shown beside it. */
export function ConnectDoor(props: {
  readonly ingest: Ingest;
  /** What is heard of it. */
  readonly children: ReactNode;
}): ReactNode {
  const { ingest, children } = props;
  // Made once: a command that changes under the hand that copies it is none to trust.
  const [curl] = useState(() => toCurl(ingest.dsn, Date.now()));
  return (
    <div className={css.steps}>
      <div>
        <KitTheme>
          <Tabs defaultValue={SNIPPETS[0]?.id ?? null} variant="none" unstyled keepMounted={false}>
            <Tabs.List className={css.list} aria-label="What sends">
              {SNIPPETS.map(({ id, label }) => (
                <Tabs.Tab key={id} value={id} className={css.tab}>
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {SNIPPETS.map(({ id, label, uses, code, environment }) => (
              <Tabs.Panel key={id} value={id}>
                <CodeBlock label={`code for ${label}`} code={code(ingest)} mark={ingest[uses]} />
                {environment !== null && (
                  <>
                    <h3 className={css.label}>The address from the environment instead</h3>
                    <CodeBlock label="environment variable" code={environment(ingest)} mark={ingest[uses]} />
                  </>
                )}
              </Tabs.Panel>
            ))}
          </Tabs>
        </KitTheme>
        {curl !== null && (
          <>
            <h3 className={css.label}>Or prove the path with one request</h3>
            <CodeBlock label="curl command" code={curl} isCut />
          </>
        )}
        <p className={css.where}>
          {ingest.directory === null ? (
            'What arrives is kept in memory only, and is gone when the collector ends.'
          ) : (
            <>
              What arrives is kept in <code>{ingest.directory}</code> {toKeepWords(ingest.retention)}.
            </>
          )}
        </p>
      </div>
      {children}
    </div>
  );
}

/** The address a collector has when nobody says otherwise. */
const USUAL = 'http://localhost:4318/';

/** Says how to start a collector, where none answers. */
export function StartDoor(props: { readonly problem: Problem; readonly onRetry: () => void }): ReactNode {
  const { problem, onRetry } = props;
  return (
    <div className={css.start}>
      <p>
        A collector takes what SDKs send, keeps it, and shows this page over it. It is one program for Node
        20.19 or newer, on your own machine.
      </p>
      <h3 className={css.label}>In a checkout of Longtail</h3>
      <CodeBlock label="commands" code="npm ci && npm start" />
      <h3 className={css.label}>Or from the npm package</h3>
      <CodeBlock label="command" code="npx longtail" />
      <p className={css.then}>
        It prints its address, which is <a href={USUAL}>{USUAL}</a> unless you say otherwise. Open that: the
        snippets for your SDKs are there, with everything filled in.
      </p>
      <div className={css.problem}>
        <b>No collector answers at this address</b>
        <p>{problem.message}</p>
        <Button size="small" onClick={onRetry}>
          Look again
        </Button>
      </div>
    </div>
  );
}
