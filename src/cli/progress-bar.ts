import type { Clock } from '../base/clock.js';
import type { Terminal } from './terminal.js';

const WIDTH = 30;
const INTERVAL_MS = 100;

/** A line that is drawn over itself. Shows nothing where the output is no terminal. */
export interface ProgressBar {
  show(done: number, total: number): void;
  clear(): void;
}

/** `speed` makes text of how much is done in a second; by default it is bytes. */
export function progressBar(
  output: Terminal['err'],
  title: string,
  clock: Clock,
  speed: (perSecond: number) => string = megabytes,
): ProgressBar {
  if (output.isTTY !== true) return { show() {}, clear() {} };
  const started = clock.monotonic();
  let shown = Number.NEGATIVE_INFINITY;
  return {
    show(done, total) {
      const now = clock.monotonic();
      if (now - shown < INTERVAL_MS) return;
      shown = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
      const rate = done / Math.max(0.001, (now - started) / 1000);
      output.write(`\r\u001b[K${title} ${bar} ${(share * 100).toFixed(0)}%  ${speed(rate)}`);
    },
    clear() {
      if (shown !== Number.NEGATIVE_INFINITY) output.write('\r\u001b[K');
    },
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB/s`;
}
