/** One element of a header such as Accept: `text/plain;version=0.0.4;q=0.5`. */
export interface QualityItem {
  /** Lower case: `text/plain`, `gzip`, `*`. */
  readonly value: string;
  /** Names in lower case, values without quotes; without `q`. */
  readonly parameters: ReadonlyMap<string, string>;
  /** 0 (not acceptable) to 1. */
  readonly quality: number;
}

/**
 * Elements of a header with quality values (RFC 9110 section 12.4.2) in the order written. An element that
 * cannot be read is left out: a client gains nothing by an error about a preference.
 */
export function parseQualityList(header: string): QualityItem[] {
  return splitOutsideQuotes(header, ',').flatMap((element) => parseItem(element) ?? []);
}

function parseItem(element: string): QualityItem | undefined {
  const [head = '', ...rest] = splitOutsideQuotes(element, ';');
  const value = head.trim().toLowerCase();
  if (value === '') return undefined;
  const parameters = new Map<string, string>();
  for (const parameter of rest) {
    const at = parameter.indexOf('=');
    if (at === -1) continue;
    parameters.set(parameter.slice(0, at).trim().toLowerCase(), unquote(parameter.slice(at + 1).trim()));
  }
  const quality = parseQuality(parameters.get('q'));
  parameters.delete('q');
  return quality === undefined ? undefined : { value, parameters, quality };
}

function parseQuality(text: string | undefined): number | undefined {
  if (text === undefined) return 1;
  const quality = /^(?:\d(?:\.\d{0,9})?|\.\d{1,9})$/.test(text) ? Number(text) : Number.NaN;
  return quality <= 1 ? quality : undefined;
}

function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/gs, '$1');
}

function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted && char === '\\') at += 1;
    else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
