/**
 * The labels of the samples that promtool found in place of what a unit test expects, as OpenMetrics has them:
 * `{name="value",…}`, without spaces and without the metric. Undefined when promtool does not say what it found.
 */
export function foundLabels(output: string): string[] | undefined {
  const got = /\n\s*got:(.*)/.exec(output)?.[1];
  return got === undefined
    ? undefined
    : Array.from(got.matchAll(/\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\}/g), (match) => labelsOf(match[1]!));
}

function labelsOf(text: string): string {
  const pairs = Array.from(text.matchAll(/\w+="(?:[^"\\]|\\.)*"/g), ([pair]) => pair);
  return `{${pairs.filter((pair) => !pair.startsWith('__name__=')).join(',')}}`;
}
