/**
 * Holds the direction of imports (ARCHITECTURE.md): base ← memory ← config ← the stages in the order of the data ←
 * web ← exporter ← cli. A stage takes from the stages left of it types only; a few packages and the file system belong to
 * few folders. Prints every violation, exits 1 when there is one.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { listFiles } from './list-files.js';

const stages = ['tail', 'decode', 'match', 'series', 'expose', 'state'];
const order = ['base', 'memory', 'config', ...stages, 'web', 'exporter', 'cli', ''];

const owners: Readonly<Record<string, readonly string[]>> = {
  'prom-client': ['series', 'expose'],
  express: ['web'],
  'node:fs': ['tail', 'state', 'config', 'web', 'cli'],
  'node:fs/promises': ['tail', 'state', 'config', 'web', 'cli'],
  pino: ['base'],
  yaml: ['config'],
};

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const statement = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

function importsOf(text: string): Import[] {
  return Array.from(text.matchAll(statement), (match) => ({
    specifier: match[2]!,
    typeOnly: match[1] !== undefined || allTypes(match[0]),
  }));
}

/** `import { type A, type B } from` */
function allTypes(text: string): boolean {
  const names = /\{([^}]*)\}/.exec(text)?.[1] ?? 'a value';
  return names.split(',').every((name) => /^\s*(type\s|$)/.test(name));
}

function folderOf(file: string): string {
  const parts = relative('src', file).split('/');
  return parts.length === 1 ? '' : parts[0]!;
}

function problemOf(file: string, { specifier, typeOnly }: Import): string | undefined {
  const from = folderOf(file);
  if (!specifier.startsWith('.')) {
    const allowed = owners[specifier];
    return allowed === undefined || allowed.includes(from)
      ? undefined
      : `${specifier} belongs to ${allowed.join(', ')}`;
  }
  const to = folderOf(join(dirname(file), specifier));
  if (to === from) return undefined;
  if (!order.includes(to)) return `there is no place for folder ${to} in the order`;
  if (order.indexOf(to) > order.indexOf(from)) return `${from || 'src'}/ must not know ${to || 'src'}/`;
  const betweenStages = stages.includes(from) && stages.includes(to);
  return betweenStages && !typeOnly ? `a stage takes only types from ${to}/` : undefined;
}

const files = listFiles('src', (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const problems = files.flatMap((file) =>
  importsOf(readFileSync(file, 'utf8')).flatMap((one) => {
    const problem = problemOf(file, one);
    return problem === undefined ? [] : [`${file}: import of "${one.specifier}": ${problem}`];
  }),
);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`imports: ${files.length} files, ${problems.length} violations\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
