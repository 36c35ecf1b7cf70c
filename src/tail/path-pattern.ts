import { compileGlobSegment, type GlobSegment, isGlob } from './glob-segment.js';

/** A path or glob of a source, compiled once. */
export interface PathPattern {
  readonly text: string;
  /** Where the walk begins: `/`, or the empty string for the working directory. */
  readonly root: string;
  /** Undefined when the text is a plain path. */
  readonly steps: readonly (Name | Glob | Deep)[] | undefined;
  /** Whether `path` could have been found by this pattern. */
  matches(path: string): boolean;
}

interface Name {
  readonly kind: 'name';
  readonly name: string;
}
interface Glob {
  readonly kind: 'glob';
  readonly segment: GlobSegment;
}
interface Deep {
  readonly kind: 'deep';
}

export function parsePathPattern(text: string): PathPattern {
  const root = text.startsWith('/') ? '/' : '';
  if (!isGlob(text)) return { text, root, steps: undefined, matches: (path) => path === text };
  const steps = segmentsOf(text).map(stepOf);
  return { text, root, steps, matches: (path) => path === text || walks(steps, 0, segmentsOf(path), 0) };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function stepOf(segment: string): Name | Glob | Deep {
  if (segment === '**') return { kind: 'deep' };
  return isGlob(segment)
    ? { kind: 'glob', segment: compileGlobSegment(segment) }
    : { kind: 'name', name: segment };
}

function walks(
  steps: readonly (Name | Glob | Deep)[],
  step: number,
  path: readonly string[],
  at: number,
): boolean {
  const next = steps[step];
  if (next === undefined) return at === path.length;
  if (next.kind === 'deep') {
    return walks(steps, step + 1, path, at) || (at < path.length && walks(steps, step, path, at + 1));
  }
  const segment = path[at];
  if (segment === undefined) return false;
  const fits = next.kind === 'name' ? next.name === segment : next.segment.matches(segment);
  return fits && walks(steps, step + 1, path, at + 1);
}
