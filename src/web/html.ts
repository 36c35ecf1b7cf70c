/** Markup that is safe to stand in a page as it is. Made by `html` alone. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type HtmlValue = Html | string | number | readonly Html[];

/** A template whose values are escaped unless they are markup themselves: names in a log's path may be hostile. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.reduce((text, next, index) => text + toMarkup(values[index - 1] ?? '') + next));
}

function toMarkup(value: HtmlValue): string {
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.join('');
  return String(value).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
