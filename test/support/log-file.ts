import { closeSync, ftruncateSync, writeSync } from 'node:fs';

/** One file that lines are written to, by what it is and not by its name. */
export class LogFile {
  /** Names that lead to it; none: deleted. */
  names: string[];
  /** What stands in it, without the hole before it. */
  content = '';
  /** NUL bytes before the content: a writer that does not append goes on where it was before a truncation. */
  hole = 0;
  /** What was written between two truncations is one generation. */
  generation = {};
  /** Whether its last line counts although no line end has come: nobody writes to it, and no file has more of it. */
  isWhole = false;
  readonly #append: boolean;
  #fd: number | undefined;
  #written = 0;

  /** `fd`: of its writer. */
  constructor(name: string, fd?: number, append = true) {
    this.names = [name];
    this.#fd = fd;
    this.#append = append;
  }

  get name(): string {
    return this.names[0]!;
  }

  /** Whether somebody writes to it. */
  get isOpen(): boolean {
    return this.#fd !== undefined;
  }

  get isDeleted(): boolean {
    return this.names.length === 0;
  }

  get endsWithLine(): boolean {
    return this.content === '' || this.content.endsWith('\n');
  }

  get lines(): string[] {
    const lines = this.content.split('\n');
    const last = lines.pop()!;
    return this.isWhole && last !== '' ? [...lines, last] : lines;
  }

  descriptor(): number {
    return this.#fd!;
  }

  write(text: string): void {
    if (this.content === '') this.hole = this.#append ? 0 : this.#written;
    writeSync(this.#fd!, text);
    this.#written += text.length;
    this.content += text;
  }

  truncate(): void {
    ftruncateSync(this.#fd!);
    this.content = '';
    this.hole = 0;
    this.generation = {};
  }

  /** Its writer goes. */
  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}
