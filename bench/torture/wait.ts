import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every 20 ms. False when it did not come true within `milliseconds`. */
export async function waitFor(
  holds: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
