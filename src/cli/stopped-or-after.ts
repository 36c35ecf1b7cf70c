import type { Terminal } from './terminal.js';

/** Resolves when the program is told to stop, or `milliseconds` (at most 2^31 - 1) have passed; without them it runs on. */
export function stoppedOrAfter(terminal: Terminal, milliseconds: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    terminal.onSignal('stop', stop);
    // The terminal was closed, and there is nothing to load again.
    terminal.onSignal('reload', stop);
  });
}
