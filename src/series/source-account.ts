import type { LineCounts, RotationKind, Telemetry } from '../base/telemetry.js';

/** Upper bounds of the event lag histogram, in seconds: from "at once" to "history of a day". */
export const LAG_BUCKETS: readonly number[] = [0.1, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600, 21_600, 86_400];

/** What is known of the reading of one source. Everything is a plain number, so that it can be kept over a restart. */
export interface SourceAccount {
  readonly lines: LineCounts;
  readBytes: number;
  lagBytes: number;
  files: number;
  up: boolean;
  staleWriters: number;
  readonly rotations: Record<RotationKind, number>;
  gaps: number;
  gapBytes: number;
  /** Per bucket, +Inf included. */
  readonly lagCounts: number[];
  lagSum: number;
}

function emptyAccount(): SourceAccount {
  return {
    lines: { event: 0, ignored: 0, invalid: 0, tooLong: 0 },
    readBytes: 0,
    lagBytes: 0,
    files: 0,
    up: false,
    staleWriters: 0,
    rotations: { rename: 0, truncate: 0, replace: 0, delete: 0 },
    gaps: 0,
    gapBytes: 0,
    lagCounts: Array.from({ length: LAG_BUCKETS.length + 1 }, () => 0),
    lagSum: 0,
  };
}

/** The telemetry of all sources, kept as numbers. Sources are known from the start, so that everything is shown at 0. */
export class SourceAccounts implements Telemetry {
  readonly #accounts = new Map<string, SourceAccount>();

  constructor(sources: Iterable<string>) {
    for (const source of sources) this.of(source);
  }

  of(source: string): SourceAccount {
    let account = this.#accounts.get(source);
    if (account === undefined) {
      account = emptyAccount();
      this.#accounts.set(source, account);
    }
    return account;
  }

  /** Takes over what was counted before, for sources that are still there. */
  adopt(before: SourceAccounts): void {
    for (const source of this.#accounts.keys()) {
      const account = before.#accounts.get(source);
      if (account !== undefined) this.#accounts.set(source, account);
    }
  }

  /** A copy of this instant. */
  copy(): Record<string, SourceAccount> {
    return structuredClone(Object.fromEntries(this.#accounts));
  }

  /** Takes over what an earlier run counted in the logs, for sources that are still there. */
  restore(saved: Readonly<Record<string, SourceAccount>>): void {
    for (const [source, account] of this.#accounts) {
      const before = Object.hasOwn(saved, source) ? saved[source] : undefined;
      if (before !== undefined) Object.assign(account, keptPart(before));
    }
  }

  entries(): Iterable<[string, SourceAccount]> {
    return this.#accounts;
  }

  lines(source: string, counts: LineCounts): void {
    const { lines } = this.of(source);
    lines.event += counts.event;
    lines.ignored += counts.ignored;
    lines.invalid += counts.invalid;
    lines.tooLong += counts.tooLong;
  }

  eventLag(source: string, seconds: number): void {
    const account = this.of(source);
    const bucket = LAG_BUCKETS.findIndex((bound) => seconds <= bound);
    account.lagCounts[bucket === -1 ? LAG_BUCKETS.length : bucket]! += 1;
    // A clock ahead of ours makes an age negative, and the sum, a counter, must not fall.
    account.lagSum += Math.max(0, seconds);
  }

  readBytes(source: string, bytes: number): void {
    this.of(source).readBytes += bytes;
  }

  lag(source: string, bytes: number): void {
    this.of(source).lagBytes = bytes;
  }

  files(source: string, open: number): void {
    this.of(source).files = open;
  }

  up(source: string, up: boolean): void {
    this.of(source).up = up;
  }

  staleWriters(source: string, files: number): void {
    this.of(source).staleWriters = files;
  }

  rotation(source: string, kind: RotationKind): void {
    this.of(source).rotations[kind] += 1;
  }

  gap(source: string, bytes: number): void {
    const account = this.of(source);
    account.gaps += 1;
    account.gapBytes += bytes;
  }
}

/**
 * What stands in the log is counted once, over restarts. How the process did (lag, rotations seen while running) is of
 * this run: it would come out otherwise when the same part of the log is read a second time, and then fall.
 */
function keptPart({ lines, readBytes, gaps, gapBytes }: SourceAccount): Partial<SourceAccount> {
  return { lines: { ...lines }, readBytes, gaps, gapBytes };
}
