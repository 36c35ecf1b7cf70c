/**
 * The heartbeat of everything that polls. Injected, so that a test makes a poll happen by calling
 * `wake()` instead of sleeping.
 */
export interface Waker {
  /** Calls `listener` on every beat until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** Beats every `milliseconds`. Its timer never keeps the process alive. */
export function intervalWaker(milliseconds: number): Waker {
  return {
    subscribe(listener) {
      const timer = setInterval(listener, milliseconds);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

/** Beats when told to. */
export interface ManualWaker extends Waker {
  wake(): void;
}

export function manualWaker(): ManualWaker {
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake() {
      for (const listener of [...listeners]) listener();
    },
  };
}
