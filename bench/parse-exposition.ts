export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)(?: \S+)?$/;
const labelPair = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const escapes: Readonly<Record<string, string>> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

/**
 * The samples of an exposition in Prometheus text 0.0.4. Throws on a line that is neither sample, comment nor blank:
 * a total that could not be read must not pass for 0.
 */
export function parseExposition(text: string): readonly Sample[] {
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const match = sampleLine.exec(line);
    if (match === null) throw new Error(`cannot read sample ${JSON.stringify(line)}`);
    const [, name, labels = '', value] = match;
    samples.push({ name: name as string, labels: parseLabels(labels), value: Number(value) });
  }
  return samples;
}

function parseLabels(text: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [, name, value] of text.matchAll(labelPair)) {
    labels.set(
      name as string,
      (value as string).replace(/\\./g, (escaped) => escapes[escaped] ?? escaped),
    );
  }
  return labels;
}
