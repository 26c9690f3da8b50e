type Interpolation = string | number | Html | readonly Html[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is safe to put into markup. Only `html` makes it, so whatever is not yet Html gets escaped. */
export class Html {
  private constructor(private readonly markup: string) {}

  /** What the tag `html` calls: the literal parts are taken as they are, everything between them is escaped. */
  static of(literals: TemplateStringsArray, ...values: readonly Interpolation[]): Html {
    return new Html(String.raw({ raw: literals }, ...values.map(markupOf)));
  }

  toString(): string {
    return this.markup;
  }
}

/** Markup with values in it. A value may stand between tags or inside a quoted attribute that is no link, script or style. */
export const html = Html.of;

function markupOf(value: Interpolation): string {
  if (value instanceof Html) {
    return value.toString();
  }
  return Array.isArray(value) ? value.map(markupOf).join('') : escape(String(value));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
