/** A limit in time that can be called off. */
export interface Limit {
  /** Aborted when the time is over. */
  readonly signal: AbortSignal;
  cancel(): void;
}

/** Starts a limit of so many milliseconds. Injected, so that a test decides when the time is over. */
export type Deadline = (milliseconds: number) => Limit;

export const timerDeadline: Deadline = (milliseconds) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), milliseconds);
  timer.unref();
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
};
