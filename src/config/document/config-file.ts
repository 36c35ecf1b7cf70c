import type { IssuePath, Issues } from '../issue.js';
import type { Problem } from '../problem.js';
import { locate } from './locate.js';
import type { Node } from './node.js';
import { type Fault, parseYaml } from './parse-yaml.js';
import { decodeText, readText } from './read-text.js';

/** One configuration file with the problems found in it so far, each at its line and column. */
export class ConfigFile implements Issues {
  /** As messages and HELP texts call it. */
  readonly name: string;
  /** Files that this one names are relative to it. */
  readonly directory: string;
  /** Undefined when the text could not be read (then there is a problem) and when there is none. */
  readonly root: Node | undefined;
  readonly #problems = new Map<string, Problem>();
  /** Where the YAML itself is wrong; what else is wrong there follows from it. */
  readonly #faulty: ReadonlySet<string> = new Set();

  private constructor(name: string, directory: string, content: { text: string } | Fault | undefined) {
    this.name = name;
    this.directory = directory;
    if (content === undefined) return;
    if (!('text' in content)) {
      this.#fault(content);
      return;
    }
    const unprintable = controlCharacter(content.text);
    const { root, faults } =
      unprintable === undefined ? parseYaml(content.text) : { root: undefined, faults: [unprintable] };
    this.root = root;
    for (const fault of faults) this.#fault(fault);
    this.#faulty = new Set(faults.map(({ position }) => `${position.line}:${position.column}`));
  }

  /** Reads `path`; what goes wrong becomes a problem of the file. */
  static read(path: string, name: string, directory: string): ConfigFile {
    return new ConfigFile(name, directory, readText(path));
  }

  static fromText(text: string, name: string, directory: string): ConfigFile {
    // Encoding only what is near the limit: a text is at most three times as long in bytes.
    const large = text.length > 3 * 2 ** 20;
    const content = large
      ? decodeText(new TextEncoder().encode(text))
      : { text: text.replace(/^\ufeff/, '') };
    return new ConfigFile(name, directory, content);
  }

  /** No file at all: settings that come from elsewhere, such as the command line. */
  static none(name: string): ConfigFile {
    return new ConfigFile(name, '.', undefined);
  }

  /** The same problem found twice (a metric that stands in two sources) is one problem. */
  add(path: IssuePath, message: string, options?: { atKey?: boolean }): void {
    const nowhere = { line: 0, column: 0 };
    const position = this.root === undefined ? nowhere : locate(this.root, path, options?.atKey === true);
    if (!this.#faulty.has(`${position.line}:${position.column}`)) this.#fault({ position, message });
  }

  problems(): Problem[] {
    return [...this.#problems.values()];
  }

  #fault({ position: { line, column }, message }: Fault): void {
    this.#problems.set(`${line}:${column}:${message}`, { file: this.name, line, column, message });
  }
}

/** YAML forbids control characters; the library lets them pass, and so would a binary file with some luck. */
function controlCharacter(text: string): Fault | undefined {
  const at = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  if (at === -1) return undefined;
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const code = text.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase();
  return {
    position: { line: before.split('\n').length, column: at - lineStart + 1 },
    message: `not a text file: control character U+${code}`,
  };
}
