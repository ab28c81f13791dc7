import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ComponentPropsWithRef, MouseEvent, ReactNode, RefObject } from 'react';
import { chipAt, toRuns } from './reading.ts';
import type { Chip, Piece, SearchReading } from './reading.ts';
import css from './field.module.css';

interface SearchFieldProps extends Omit<
  ComponentPropsWithRef<'input'>,
  'value' | 'onChange' | 'onSelect' | 'ref'
> {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly caret: number;
  readonly reading: SearchReading;
  /** Whether somebody is writing. */
  readonly isFocused: boolean;
  /** Whether what is wrong is marked. */
  readonly isFaultShown: boolean;
  readonly onType: (text: string, caret: number) => void;
  readonly onMove: (caret: number) => void;
  /** A chip that was clicked with Alt held. */
  readonly onToggleChip: (chip: Chip) => void;
  /** A chip that is to go. */
  readonly onRemoveChip: (chip: Chip) => void;
  /** A press of the pointer that has ended, wherever it did. */
  readonly onPress: () => void;
  /** A click behind all of the text. */
  readonly onClickBehind: () => void;
}

/**
 * One line of text whose conditions are drawn as chips. The text is a real input's, so that all that is known of
 * typing, selecting and pasting holds; what is seen is drawn right behind it, letter on letter.
 */
export function SearchField(props: SearchFieldProps): ReactNode {
  const {
    input,
    text,
    caret,
    reading,
    isFocused,
    isFaultShown,
    onType,
    onMove,
    onToggleChip,
    onRemoveChip,
    onPress,
    onClickBehind,
    ...rest
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  // A text that was put there, rather than typed, leaves the caret at its end.
  useLayoutEffect(() => {
    const field = input.current;
    if (field?.value !== text || document.activeElement !== field) return;
    if (field.selectionStart === field.selectionEnd && field.selectionEnd !== caret) {
      field.setSelectionRange(caret, caret);
    }
  }, [input, text, caret]);
  useEffect(() => {
    if (isFocused) showCaret(scroller.current, mirror.current, Math.min(caret, text.length));
    else scroller.current?.scrollTo?.({ left: 0 });
  }, [isFocused, text, caret]);
  const active = isFocused ? chipAt(reading.chips, caret) : null;
  // What is under the pointer is known when it is pressed: the box that gets the focus widens, and the text moves away.
  const onMouseDown = (event: MouseEvent<HTMLInputElement>): void => {
    const { altKey, button, clientX, currentTarget: field } = event;
    if (button !== 0) return;
    const chip = chipOf(drawnAt(mirror.current, clientX), reading.chips);
    if (altKey && chip !== null) {
      event.preventDefault();
      onToggleChip(chip);
      return;
    }
    const isBehind = clientX > (mirror.current?.lastElementChild?.getBoundingClientRect().right ?? Infinity);
    const onRelease = (): void => {
      if (isBehind && field.selectionStart === field.selectionEnd) onClickBehind();
      else onPress();
    };
    window.addEventListener('mouseup', onRelease, { once: true });
  };
  const onMouseMove = ({ clientX, currentTarget }: MouseEvent<HTMLInputElement>): void => {
    const under = isFocused ? null : drawnAt(mirror.current, clientX);
    const chip = chipOf(under, reading.chips);
    if (under === null || chip === null) {
      setPointed(null);
      return;
    }
    if (pointed?.chip.start === chip.start && pointed.chip.end === chip.end) return;
    const { left, right } = under.getBoundingClientRect();
    const field = (scroller.current ?? currentTarget).getBoundingClientRect();
    const middle = (Math.max(left, field.left) + Math.min(right, field.right)) / 2;
    setPointed({ chip, x: middle - field.left });
  };
  const removable = isFocused ? null : pointed;
  return (
    <div className={css.field} onMouseLeave={() => setPointed(null)}>
      <div ref={scroller} className={css.scroller} data-resting={isFocused ? undefined : true}>
        <div className={css.line}>
          <div ref={mirror} className={css.mirror}>
            {toRuns(text, reading).map(({ start, chip, pieces }) =>
              chip === null ? (
                <span key={start} aria-hidden>
                  <Pieces pieces={pieces} isFaultShown={isFaultShown} />
                </span>
              ) : (
                <span
                  key={start}
                  className={css.chip}
                  data-start={start}
                  data-active={chip === active ? true : undefined}
                >
                  <span aria-hidden>
                    <Pieces pieces={pieces} isFaultShown={isFaultShown} />
                  </span>
                </span>
              ),
            )}
          </div>
          <input
            {...rest}
            ref={input}
            className={css.input}
            type="text"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            value={text}
            onChange={({ target }) => onType(target.value, target.selectionEnd ?? target.value.length)}
            onSelect={({ currentTarget }) => onMove(currentTarget.selectionEnd ?? 0)}
            onMouseDown={onMouseDown}
            onMouseMove={onMouseMove}
          />
        </div>
      </div>
      {removable !== null && (
        <RemoveButton
          text={text.slice(removable.chip.start, removable.chip.end)}
          x={removable.x}
          onClick={() => {
            setPointed(null);
            onRemoveChip(removable.chip);
          }}
        />
      )}
    </div>
  );
}

/** A chip under the pointer, and where its middle is, in pixels from the left of the field. */
interface Pointed {
  readonly chip: Chip;
  readonly x: number;
}

/**
 * Takes away the chip above it: below the line, because every place within it is one where a caret can be set. Who
 * writes, by mouse, finger or keys, finds the same in the list, where the caret is in a chip.
 */
function RemoveButton(props: {
  readonly text: string;
  readonly x: number;
  readonly onClick: () => void;
}): ReactNode {
  const { text, x, onClick } = props;
  return (
    <button
      type="button"
      className={css.remove}
      style={{ left: x }}
      tabIndex={-1}
      aria-label={`Remove ${text}`}
      // What has the focus keeps it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      <X size={12} strokeWidth={1.5} aria-hidden />
      Remove
    </button>
  );
}

function Pieces(props: { readonly pieces: readonly Piece[]; readonly isFaultShown: boolean }): ReactNode {
  return props.pieces.map(({ text, look, isWrong }, index) => (
    <span key={index} data-look={look} data-wrong={isWrong && props.isFaultShown ? true : undefined}>
      {text}
    </span>
  ));
}

/** The chip, as it is drawn, at a place of the screen. */
function drawnAt(mirror: HTMLElement | null, clientX: number): HTMLElement | null {
  const drawn = [...(mirror?.querySelectorAll<HTMLElement>('[data-start]') ?? [])].find((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left <= clientX && clientX <= right;
  });
  return drawn ?? null;
}

/** What is drawn so. */
function chipOf(drawn: HTMLElement | null, chips: readonly Chip[]): Chip | null {
  return chips.find(({ start }) => String(start) === drawn?.dataset['start']) ?? null;
}

/** Room that is kept in sight on either side of the caret. */
const MARGIN = 24;

/** Scrolls the line so that the caret can be seen: the input is as long as its text and does not do it by itself. */
function showCaret(scroller: HTMLElement | null, mirror: HTMLElement | null, caret: number): void {
  if (scroller === null || mirror === null) return;
  const left = offsetOf(mirror, caret);
  const { scrollLeft, clientWidth } = scroller;
  if (left < scrollLeft + MARGIN) scroller.scrollLeft = Math.max(0, left - MARGIN);
  else if (left > scrollLeft + clientWidth - MARGIN) scroller.scrollLeft = left - clientWidth + MARGIN;
}

/** How far from the left the place before the character `at` is, in pixels. */
function offsetOf(mirror: HTMLElement, at: number): number {
  let before = at;
  const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (before <= length) {
      const range = document.createRange();
      range.setStart(node, before);
      range.setEnd(node, before);
      // Only a browser that lays out knows where its text is.
      return (range.getBoundingClientRect?.().left ?? 0) - mirror.getBoundingClientRect().left;
    }
    before -= length;
  }
  return 0;
}
