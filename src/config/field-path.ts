/** A path to a field of an event, such as `request.path` or `annotations."authorization.k8s.io/decision"`. */
export interface FieldPath {
  readonly segments: readonly string[];
  /** Canonical text: equal paths have equal text. */
  readonly text: string;
}

/**
 * Reads a path: segments separated by dots; a segment with dots, `@` or slashes stands in double quotes, where
 * `\"` and `\\` are escapes. Undefined when the text is not a path (empty segment, open quote, text after one).
 */
export function parseFieldPath(text: string): FieldPath | undefined {
  const segments: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : readBare(text, at);
    if (quoted === undefined) return undefined;
    segments.push(quoted.segment);
    at = quoted.next;
    if (at === text.length) return { segments, text: segments.map(canonical).join('.') };
    if (text[at] !== '.') return undefined;
    at += 1;
  }
}

function readBare(text: string, at: number): { segment: string; next: number } | undefined {
  const dot = text.indexOf('.', at);
  const next = dot === -1 ? text.length : dot;
  const segment = text.slice(at, next);
  return segment === '' || segment.includes('"') ? undefined : { segment, next };
}

function readQuoted(text: string, at: number): { segment: string; next: number } | undefined {
  let segment = '';
  for (let i = at + 1; i < text.length; i += 1) {
    const char = text[i];
    if (char === '"') return segment === '' ? undefined : { segment, next: i + 1 };
    if (char === '\\' && i + 1 < text.length) i += 1;
    segment += text[i];
  }
  return undefined;
}

function canonical(segment: string): string {
  return /[."\\]/.test(segment) ? `"${segment.replace(/["\\]/g, '\\$&')}"` : segment;
}
