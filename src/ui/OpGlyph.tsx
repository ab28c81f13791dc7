import { toOpLook } from './op.ts';
import css from './OpGlyph.module.css';

/** Two letters in a box that name the kind of an op. Decoration: the op itself is told in words beside it. */
export function OpGlyph({ op }: { readonly op: string }) {
  const look = toOpLook(op);
  return (
    <span
      className={css['glyph']}
      data-category={look.category}
      title={op === '' ? look.label : op}
      aria-hidden
    >
      {look.glyph}
    </span>
  );
}
