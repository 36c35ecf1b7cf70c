declare module 'tail-file' {
  import type { EventEmitter } from 'node:events';

  class Tail extends EventEmitter {
    constructor(filename: string, options?: { startPos?: 'start' | 'end' | number; force?: boolean });
    startP(): Promise<void>;
  }
  export = Tail;
}
