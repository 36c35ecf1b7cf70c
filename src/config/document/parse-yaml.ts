import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { convertYaml } from './convert-yaml.js';
import type { Node, Position } from './node.js';

export interface Fault {
  readonly position: Position;
  readonly message: string;
}

export interface ParsedYaml {
  /** Undefined when the text is not YAML, or is empty; then there is at least one fault. */
  readonly root: Node | undefined;
  readonly faults: readonly Fault[];
}

const start: Position = { line: 1, column: 1 };

/**
 * Reads one YAML 1.2 document (core schema: `yes` and `on` are strings). Never throws, whatever the text.
 * The library's own check for equal keys is quadratic and is left off; convertYaml looks for them.
 */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
      prettyErrors: false,
      resolveKnownTags: false,
      lineCounter: lines,
    });
  } catch (error) {
    return { root: undefined, faults: [{ position: start, message: `cannot read YAML: ${String(error)}` }] };
  }
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return line === 0 ? start : { line, column: col };
  };
  const wrong = [...document.errors, ...document.warnings];
  if (wrong.length > 0) return { root: undefined, faults: syntaxFaults(wrong, at) };
  if (document.contents === null) {
    return {
      root: undefined,
      faults: [{ position: start, message: 'the file is empty; the least it needs is "sources"' }],
    };
  }
  return convertYaml(document.contents, at);
}

/** The first on each line: what follows on the same line is nearly always a consequence of it. */
function syntaxFaults(errors: readonly YAMLError[], at: (offset: number) => Position): Fault[] {
  const byLine = new Map<number, Fault>();
  const exhausted = errors.find((error) => error.code === 'RESOURCE_EXHAUSTION');
  const shown = exhausted === undefined ? [...errors].sort((a, b) => a.pos[0] - b.pos[0]) : [exhausted];
  for (const error of shown) {
    const position = at(error.pos[0]);
    if (!byLine.has(position.line)) byLine.set(position.line, { position, message: explain(error) });
  }
  return [...byLine.values()];
}

function explain(error: YAMLError): string {
  const hint = hints[error.code];
  if (error.code === 'MULTIPLE_DOCS' || error.code === 'RESOURCE_EXHAUSTION') return hint ?? error.message;
  const message = error.message.replace(/"quote$/, 'double quote').replace(/'quote$/, 'single quote');
  const what = message.charAt(0).toLowerCase() + message.slice(1);
  return `not valid YAML: ${what}${hint === undefined ? '' : `; ${hint}`}`;
}

const hints: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'a second YAML document starts here; put everything into one document, without "---"',
  RESOURCE_EXHAUSTION: 'not valid YAML: lists and maps are nested too deeply',
  TAB_AS_INDENT: 'indent with spaces',
  BAD_SCALAR_START: 'put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'check the indentation, and put a value that contains ": " in quotes',
  MULTILINE_IMPLICIT_KEY: 'a key is written as "key: value", with a space after the colon',
  TAG_RESOLVE_FAILED: 'remove the tag (a value that starts with "!" needs quotes)',
  BAD_DQ_ESCAPE: 'put a pattern with backslashes in single quotes',
};
