const shown = 4;

/** What went wrong, in order. Of what goes wrong in the same way again and again, a few are kept. */
export class Problems {
  readonly #kinds = new Map<string, { readonly first: string[]; more: number }>();

  add(message: string): void {
    const kind = message.split(/["{0-9]/, 1)[0]!;
    const known = this.#kinds.get(kind) ?? { first: [], more: 0 };
    this.#kinds.set(kind, known);
    if (known.first.length < shown) known.first.push(message);
    else known.more += 1;
  }

  get messages(): readonly string[] {
    return [...this.#kinds.values()].flatMap(({ first, more }) =>
      more === 0 ? first : [...first, `… and ${more} more like it`],
    );
  }
}
