/** One event of a log, made of nothing but its number: so the truth is known by the number of lines written. */
export interface TortureEvent {
  /** From 1 in each file, over all its rotations. */
  readonly seq: number;
  /** A number that says nothing: sums of it catch lines that were lost and doubled and add up by chance. */
  readonly mark: number;
  readonly user: string;
  readonly outcome: string;
  /** Lines of one file in order, `blockLines` each. */
  readonly block: string;
  /** Length of what fills the line. */
  readonly size: number;
}

export const blockLines = 500;
export const outcomes = ['success', 'denied', 'failed'] as const;
export const sizeBuckets = [16, 64, 100] as const;

const users = Array.from({ length: 50 }, (_, i) => (i % 10 === 9 ? `ü-${i}-用户` : `user-${i}`));
const rareUsers = 8;
const filling = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(4);

export function eventOf(file: string, seq: number): TortureEvent {
  const mixed = mix(seq, file);
  const rare = mixed % 9_973 === 0;
  return {
    seq,
    mark: mixed % 1_000_003,
    user: rare ? `rare-${file}-${mixed % rareUsers}` : users[(mixed >>> 3) % users.length]!,
    outcome: outcomes[mixed % 11 === 0 ? 1 : mixed % 13 === 0 ? 2 : 0],
    block: `${file}:${Math.floor((seq - 1) / blockLines)}`,
    size: (mixed >>> 5) % 120,
  };
}

export function eventLine(file: string, { seq, mark, user, outcome, block, size }: TortureEvent): string {
  return `{"seq":${seq},"mark":${mark},"user":"${user}","outcome":"${outcome}","file":"${file}","block":"${block}","size":${size},"fill":"${filling.slice(0, size)}"}\n`;
}

export const ignoredLine = '{"kind":"heartbeat"}\n';
export const bannerLine = `{"kind":"heartbeat","banner":"${filling}"}\n`;
export const invalidLine = 'this is no JSON\n';

/** A line over the limit, of events that must not be counted. */
export function tooLongLine(bytes: number): string {
  return `{"user":"nobody","outcome":"success","fill":"${'x'.repeat(bytes)}"}\n`;
}

/** 32 bits that look random (murmur3's finalizer). */
function mix(seq: number, file: string): number {
  let hash = 0;
  for (let i = 0; i < file.length; i += 1) hash = Math.imul(hash, 31) + file.charCodeAt(i);
  hash = Math.imul(hash, 0x9e3779b1) + seq;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
