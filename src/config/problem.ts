/** One problem of the configuration as it is shown. Line and column count from 1; 0 stands for the whole file. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** By file (in the order in which they came first), then by position. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const files = [...new Set(problems.map((problem) => problem.file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

/** One line per problem, `exporter.yml:12:5: message`, as editors and CI understand it. */
export function renderProblems(problems: readonly Problem[]): string {
  return sortProblems(problems)
    .map((problem) => `${place(problem)}: ${problem.message}`)
    .join('\n');
}

function place({ file, line, column }: Problem): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}
