import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';

export interface Instruction {
  /** In capitals, such as `COPY`. */
  readonly name: string;
  readonly text: string;
}

export interface Copy {
  /** `build` for a file of the first stage, undefined for one of the repository. */
  readonly from: string | undefined;
  readonly owner: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

/** The instructions of each stage of the Dockerfile, without comments, continued lines joined. */
export function readDockerfile(): Instruction[][] {
  const text = readFileSync(join(packageRoot(), 'Dockerfile'), 'utf8');
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n');
  const stages: Instruction[][] = [];
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [, name, rest] = /^([A-Z]+)\s+(.*)$/.exec(line)!;
    if (name === 'FROM') stages.push([]);
    stages.at(-1)!.push({ name: name!, text: rest!.replace(/\s+/g, ' ').trim() });
  }
  return stages;
}

export function copies(stage: readonly Instruction[]): Copy[] {
  return stage
    .filter(({ name }) => name === 'COPY')
    .map(({ text }) => {
      const words = text.split(' ');
      const option = (name: string) =>
        words.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
      const paths = words.filter((word) => !word.startsWith('--'));
      return {
        from: option('from'),
        owner: option('chown'),
        sources: paths.slice(0, -1),
        target: paths.at(-1)!,
      };
    });
}
