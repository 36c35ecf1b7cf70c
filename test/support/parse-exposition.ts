/**
 * A strict reader of both exposition formats, written from their specifications and sharing nothing with the
 * writer it checks. Throws at the first thing a specification forbids.
 */
export interface ParsedExemplar {
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  readonly timestamp: number | undefined;
}

export interface ParsedSample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  readonly exemplar: ParsedExemplar | undefined;
}

export interface ParsedFamily {
  readonly name: string;
  type: string | undefined;
  unit: string | undefined;
  help: string | undefined;
  readonly samples: ParsedSample[];
}

type FormatName = 'text-0.0.4' | 'openmetrics-1.0.0';
type Metadata = 'HELP' | 'TYPE' | 'UNIT';

const suffixes: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  gauge: [''],
  unknown: [''],
};

export function parseExposition(text: string, format: FormatName): Map<string, ParsedFamily> {
  const openMetrics = format === 'openmetrics-1.0.0';
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no line end');
  const lines = text.split('\n').slice(0, -1);
  if (openMetrics && lines.pop() !== '# EOF') throw new Error('the last line is not # EOF');
  const families = new Map<string, ParsedFamily>();
  let current: ParsedFamily | undefined;
  for (const line of lines) {
    if (line.startsWith('#')) current = readMetadata(line, openMetrics, families, current);
    else readSample(line, openMetrics, current);
  }
  for (const family of families.values()) checkFamily(family);
  return families;
}

function readMetadata(
  line: string,
  openMetrics: boolean,
  families: Map<string, ParsedFamily>,
  current: ParsedFamily | undefined,
): ParsedFamily {
  const match = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/su.exec(line);
  if (match === null) throw new Error(`not a metadata line: ${line}`);
  const [, kind, name = '', rest = ''] = match as unknown as [string, Metadata, string, string];
  if (kind === 'UNIT' && !openMetrics) throw new Error('UNIT is no word of text 0.0.4');
  let family = current;
  if (family?.name !== name) {
    if (families.has(name)) throw new Error(`family ${name} comes twice or is interleaved`);
    family = { name, type: undefined, unit: undefined, help: undefined, samples: [] };
    families.set(name, family);
  }
  if (family.samples.length > 0) throw new Error(`metadata of ${name} after its samples`);
  const key = kind.toLowerCase() as 'help' | 'type' | 'unit';
  if (family[key] !== undefined) throw new Error(`second ${kind} of ${name}`);
  family[key] = kind === 'HELP' ? unescapeText(rest, openMetrics ? '\\n"' : '\\n') : rest;
  if (kind === 'UNIT' && !name.endsWith(`_${rest}`)) throw new Error(`${name} does not end with its unit`);
  return family;
}

function readSample(line: string, openMetrics: boolean, family: ParsedFamily | undefined): void {
  const cursor = { line, at: 0 };
  const name = take(cursor, /[a-zA-Z_:][a-zA-Z0-9_:]*/uy);
  const labels = cursor.line[cursor.at] === '{' ? readLabels(cursor) : new Map<string, string>();
  take(cursor, / /uy);
  const value = readNumber(cursor);
  const exemplar = openMetrics && cursor.at < line.length ? readExemplar(cursor) : undefined;
  if (cursor.at !== line.length) throw new Error(`text after the sample: ${line}`);
  if (family?.type === undefined) throw new Error(`sample before its TYPE: ${line}`);
  const allowed = family.type === 'counter' ? [openMetrics ? '_total' : ''] : suffixes[family.type];
  const suffix = allowed?.find((end) => `${family.name}${end}` === name);
  if (suffix === undefined) throw new Error(`${name} is not a sample of ${family.type} ${family.name}`);
  if (exemplar !== undefined && suffix !== '_total' && suffix !== '_bucket') {
    throw new Error(`no exemplar may stand here: ${line}`);
  }
  family.samples.push({ name, labels, value, exemplar });
}

interface Cursor {
  readonly line: string;
  at: number;
}

function readExemplar(cursor: Cursor): ParsedExemplar {
  take(cursor, / # /uy);
  const labels = readLabels(cursor);
  const length = [...labels].flat().reduce((sum, text) => sum + [...text].length, 0);
  if (length > 128) throw new Error(`exemplar of ${length} code points`);
  take(cursor, / /uy);
  const value = readNumber(cursor);
  if (cursor.at === cursor.line.length) return { labels, value, timestamp: undefined };
  take(cursor, / /uy);
  return { labels, value, timestamp: readNumber(cursor) };
}

function readLabels(cursor: Cursor): Map<string, string> {
  const labels = new Map<string, string>();
  take(cursor, /\{/uy);
  while (cursor.line[cursor.at] !== '}') {
    if (labels.size > 0) take(cursor, /,/uy);
    const name = take(cursor, /[a-zA-Z_][a-zA-Z0-9_]*/uy);
    const quoted = take(cursor, /="(?:[^"\\]|\\.)*"/suy);
    if (labels.has(name)) throw new Error(`label ${name} comes twice`);
    labels.set(name, unescapeText(quoted.slice(2, -1), '\\n"'));
  }
  take(cursor, /\}/uy);
  return labels;
}

function readNumber(cursor: Cursor): number {
  const text = take(cursor, /NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]\d+)?/uy);
  return text.endsWith('Inf') ? Number(text.replace('Inf', 'Infinity')) : Number(text);
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const text = pattern.exec(cursor.line)?.[0];
  if (text === undefined) throw new Error(`expected ${pattern} at ${cursor.at} of ${cursor.line}`);
  cursor.at += text.length;
  return text;
}

function unescapeText(text: string, escapes: string): string {
  return text.replace(/\\(.?)/gsu, (whole, char: string) => {
    if (char === '' || !escapes.includes(char)) throw new Error(`unknown escape ${whole} in ${text}`);
    return char === 'n' ? '\n' : char;
  });
}

function checkFamily(family: ParsedFamily): void {
  const seen = new Set<string>();
  for (const sample of family.samples) {
    const key = JSON.stringify([sample.name, [...sample.labels].sort()]);
    if (seen.has(key)) throw new Error(`series ${key} comes twice`);
    seen.add(key);
  }
  if (family.type === 'histogram') checkHistogram(family);
}

/** Series one after the other: buckets ascending and cumulated, then the sum, then a count equal to +Inf. */
function checkHistogram({ name, samples }: ParsedFamily): void {
  let previous = { bound: Number.NEGATIVE_INFINITY, count: 0 };
  for (const sample of samples) {
    if (sample.name === `${name}_bucket`) {
      const le = sample.labels.get('le') ?? '';
      if (!/^(?:\+Inf|-?\d+\.\d+|-?\d+(?:\.\d+)?e[+-]\d\d+)$/.test(le)) throw new Error(`le="${le}"`);
      const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
      if (bound <= previous.bound) throw new Error(`bucket ${le} of ${name} is out of order`);
      if (sample.value < previous.count) throw new Error(`bucket ${le} of ${name} is not cumulated`);
      previous = { bound, count: sample.value };
    } else if (previous.bound !== Number.POSITIVE_INFINITY) throw new Error(`${name} has no +Inf bucket`);
    else if (sample.name === `${name}_count`) {
      if (sample.value !== previous.count) throw new Error(`count of ${name} is not its +Inf bucket`);
      previous = { bound: Number.NEGATIVE_INFINITY, count: 0 };
    }
  }
}
