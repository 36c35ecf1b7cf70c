import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 300_000;
const PAUSE_MS = 250;

/** Waits for something that other processes do, on a machine that may be busy. @throws Error after five minutes. */
export async function soon(holds: () => boolean | Promise<boolean>, message: () => string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(message());
    await sleep(PAUSE_MS);
  }
}
