import { createHash, type Hash } from 'node:crypto';

/**
 * The last line of a checkpoint: a digest of everything before it. A file without it was not written to its end, or
 * was changed since; in both cases nothing in it can be trusted.
 */
export class Seal {
  readonly #hash: Hash = createHash('sha256');

  add(piece: string): void {
    this.#hash.update(piece);
  }

  line(): string {
    return `${JSON.stringify({ sha256: this.#hash.digest('hex') })}\n`;
  }
}

/**
 * The text before the seal.
 * @throws Error when the seal is missing or does not fit.
 */
export function unseal(text: string): string {
  const start = text.lastIndexOf('\n', text.length - 2) + 1;
  const body = text.slice(0, start);
  const seal = new Seal();
  seal.add(body);
  if (text.slice(start) !== seal.line())
    throw new Error(text === '' ? 'it is empty' : 'it is torn or was changed');
  return body;
}
