import type { Kind } from './kinds.js';

/** One file that is written, and what may happen to it: as in life, a file is rotated in one manner. */
export interface LogFile {
  readonly name: string;
  readonly source: string;
  /** Relative to the directory of the run. */
  readonly path: string;
  /** Part of all lines. */
  readonly share: number;
  readonly kinds: readonly Kind[];
  /** Every new file begins with the same line. */
  readonly banner: boolean;
  /** False: written at the writer's own position, as by a program that does not append. */
  readonly append: boolean;
  /** The path is a symbolic link. */
  readonly linked: boolean;
}

export interface LogSource {
  readonly name: string;
  readonly files: readonly string[];
}

/** Longer lines are skipped and counted. */
export const maxLineBytes = 64 * 1024;
export const directories = ['logs', 'gone', 'links'] as const;

export const sources: readonly LogSource[] = [
  // Both patterns find the same file.
  { name: 'app', files: ['./logs/app-*.log', './logs/app-1.log'] },
  { name: 'audit', files: ['./logs/audit.log'] },
  { name: 'stale', files: ['./logs/stale.log'] },
  { name: 'gone', files: ['./gone/gone.log'] },
  { name: 'link', files: ['./links/current.log'] },
];

const plain = { banner: false, append: true, linked: false };

export const logFiles: readonly LogFile[] = [
  {
    ...plain,
    ...{ name: 'app-1', source: 'app', path: 'logs/app-1.log', share: 0.25 },
    kinds: ['rename', 'rename-both', 'rename-nocreate', 'chain', 'logrotate-create', 'gzip-down'],
  },
  {
    ...plain,
    ...{ name: 'app-2', source: 'app', path: 'logs/app-2.log', share: 0.2 },
    kinds: ['rename', 'chain', 'logrotate-compress', 'logrotate-delaycompress', 'hard-link', 'gzip-down'],
  },
  {
    ...plain,
    ...{ name: 'app-3', source: 'app', path: 'logs/app-3.log', share: 0.15, banner: true },
    kinds: [
      ...(['copytruncate', 'logrotate-copytruncate'] as const),
      ...(['copytruncate-window', 'logrotate-copytruncate-window', 'gzip-down'] as const),
    ],
  },
  {
    ...plain,
    ...{ name: 'audit', source: 'audit', path: 'logs/audit.log', share: 0.15, banner: true },
    kinds: ['logrotate-dateext'],
  },
  {
    ...plain,
    ...{ name: 'stale', source: 'stale', path: 'logs/stale.log', share: 0.05, append: false },
    kinds: ['stale-copytruncate', 'stale-copytruncate-window'],
  },
  {
    ...plain,
    ...{ name: 'gone', source: 'gone', path: 'gone/gone.log', share: 0.1 },
    kinds: ['delete', 'unlinked', 'reuse'],
  },
  {
    ...plain,
    ...{ name: 'link', source: 'link', path: 'links/current.log', share: 0.1, linked: true },
    kinds: ['symlink'],
  },
];
