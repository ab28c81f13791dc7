import { useEffect, useRef, useState } from 'react';
import type { Draft } from './suggestion.ts';

/** The pause after which typing counts as meant. */
const PAUSE_MS = 200;

/** The same where what was typed looks like the beginning of something else. */
const HALF_PAUSE_MS = 1_500;

/** The pause after which a fault is told. */
const SETTLE_MS = 700;

/** Typing without such a pause is undone as one. */
const STEP_MS = 800;

/** Steps that can be undone. */
const MOST_STEPS = 100;

/** A text on its way to take effect. */
export interface UsedDraft {
  readonly text: string;
  readonly caret: number;
  /** Whether the text at the caret was written just now, rather than gone to. */
  readonly isTyping: boolean;
  /** Whether the text has stood still for a while, so that what is wrong with it may be told. */
  readonly isSettled: boolean;
  readonly canUndo: boolean;
  /** Takes what was typed; it takes effect after a pause. */
  readonly type: (draft: Draft) => void;
  /** Takes what was chosen; it takes effect at once, as far as it can be read, as an intent of its own. */
  readonly put: (draft: Draft) => void;
  /** Gets ready for one more condition behind all others. */
  readonly begin: () => void;
  /** Takes another place of the caret. */
  readonly move: (caret: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Lets the text take effect now; what comes next is another intent. */
  readonly commit: () => void;
  /** As `commit`, and forgets a text that took effect. */
  readonly leave: () => void;
}

interface Kept {
  readonly draft: Draft | null;
  readonly isTyping: boolean;
  readonly past: readonly Draft[];
  readonly future: readonly Draft[];
}

const NOTHING: Kept = { draft: null, isTyping: false, past: [], future: [] };

/** Without a text, but with the steps to it. */
function forget({ past, future }: Kept): Kept {
  return { ...NOTHING, past, future };
}

/**
 * Keeps what is written into the search box until it takes effect: after a pause, and only where it can be read. What
 * was written can be undone step by step.
 */
export function useDraft(props: {
  /** The text in effect. */
  readonly value: string;
  readonly canRead: (text: string) => boolean;
  /** Whether the text is most likely not what is meant yet. */
  readonly isHalf: boolean;
  /** Called with texts that can be read; `isFirst`: the first of one intent. */
  readonly onType: (text: string, isFirst: boolean) => void;
}): UsedDraft {
  const { value, canRead, isHalf, onType } = props;
  const [kept, setKept] = useState(NOTHING);
  const [settled, setSettled] = useState<string | null>(null);
  const isFirst = useRef(true);
  /** The text that was given on last: it takes effect a moment later. */
  const given = useRef(value);
  /** Whether nobody is writing any more, and the text stays only until it takes effect. */
  const isLeft = useRef(false);
  const typedAt = useRef(-Infinity);
  const { draft } = kept;
  const now = draft ?? { text: value, caret: value.length };

  const apply = (text: string): void => {
    const meant = text.trim();
    if (meant === given.current || !canRead(meant)) return;
    given.current = meant;
    onType(meant, isFirst.current);
    isFirst.current = false;
  };
  useEffect(() => {
    // Somebody else changed the search: Back, or a cell's menu. What was being written is about another one.
    if (value !== given.current) setKept(NOTHING);
    else if (isLeft.current) setKept(forget);
    given.current = value;
  }, [value]);
  const latestApply = useRef(apply);
  useEffect(() => {
    latestApply.current = apply;
  });
  const written = draft?.text ?? null;
  useEffect(() => {
    if (written === null) return;
    const pause = isHalf ? HALF_PAUSE_MS : PAUSE_MS;
    const timer = setTimeout(() => latestApply.current(written), pause);
    return () => clearTimeout(timer);
  }, [written, isHalf]);
  useEffect(() => {
    const settle = setTimeout(() => setSettled(written), SETTLE_MS);
    return () => clearTimeout(settle);
  }, [written]);

  const step = (next: Draft, isTyping: boolean, isNewStep: boolean): void => {
    isLeft.current = false;
    setKept(({ draft, past }) => ({
      draft: next,
      isTyping,
      past: isNewStep ? [...past, draft ?? { text: value, caret: value.length }].slice(-MOST_STEPS) : past,
      future: [],
    }));
  };
  const walk = (from: 'past' | 'future', to: 'past' | 'future'): void => {
    const next = kept[from].at(-1);
    if (next === undefined) return;
    isLeft.current = false;
    const empty = { past: [], future: [] };
    setKept({
      ...empty,
      draft: next,
      isTyping: false,
      [from]: kept[from].slice(0, -1),
      [to]: [...kept[to], now],
    });
    typedAt.current = -Infinity;
    apply(next.text);
  };

  return {
    ...now,
    isTyping: kept.isTyping,
    isSettled: draft === null || settled === draft.text,
    canUndo: kept.past.length > 0,
    type: (next) => {
      const at = performance.now();
      step(next, true, at - typedAt.current > STEP_MS || now.text === '');
      typedAt.current = at;
    },
    put: (next) => {
      typedAt.current = -Infinity;
      step(next, false, true);
      isFirst.current = true;
      apply(next.text);
      isFirst.current = true;
    },
    begin: () => {
      const text = now.text === '' || now.text.endsWith(' ') ? now.text : `${now.text} `;
      isLeft.current = false;
      setKept((before) => ({ ...before, draft: { text, caret: text.length }, isTyping: false }));
    },
    move: (caret) => {
      if (caret === now.caret && draft !== null) return;
      isLeft.current = false;
      setKept((before) => ({ ...before, draft: { text: now.text, caret }, isTyping: false }));
    },
    undo: () => walk('past', 'future'),
    redo: () => walk('future', 'past'),
    commit: () => {
      apply(now.text);
      setSettled(now.text);
      isFirst.current = true;
    },
    leave: () => {
      if (draft !== null) apply(draft.text);
      isLeft.current = canRead(now.text.trim());
      // What takes effect a moment later would make way for what was there before it.
      if (isLeft.current && now.text.trim() === value) setKept(forget);
      isFirst.current = true;
    },
  };
}
