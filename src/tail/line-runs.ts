export const LINE_FEED = 10;

/**
 * A part of a block of lines. `lines` are whole lines to hand on, `tooLong` is one line over the limit, `padding`
 * are NUL bytes before a line: a writer that does not append leaves a hole where a file was truncated under it.
 */
export interface LineRun {
  readonly kind: 'lines' | 'tooLong' | 'padding';
  readonly from: number;
  readonly to: number;
}

/** Parts of `[start, end)`, which begins at a line start, in order and without holes. The last line may be open. */
export function lineRuns(bytes: Buffer, start: number, end: number, maxLineBytes: number): LineRun[] {
  if (start === end) return [];
  if (end - start <= maxLineBytes) {
    // One memchr over the block, and nothing per line: this is the way of nearly every block.
    const nul = bytes.indexOf(0, start);
    if (nul < 0 || nul >= end) return [{ kind: 'lines', from: start, to: end }];
  }
  return runsByLine(bytes, start, end, maxLineBytes);
}

/** Where the run of NUL bytes at `start` ends. */
export function afterPadding(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] === 0) at += 1;
  return at;
}

function runsByLine(bytes: Buffer, start: number, end: number, maxLineBytes: number): LineRun[] {
  const runs: LineRun[] = [];
  let lines = start;
  const flush = (to: number) => {
    if (to > lines) runs.push({ kind: 'lines', from: lines, to });
  };
  for (let at = start; at < end; ) {
    const text = afterPadding(bytes, at, end);
    if (text > at) {
      flush(at);
      runs.push({ kind: 'padding', from: at, to: text });
      lines = text;
    }
    const found = bytes.indexOf(LINE_FEED, text);
    const open = found < 0 || found >= end;
    const next = open ? end : found + 1;
    if ((open ? end : found) - text > maxLineBytes) {
      flush(text);
      runs.push({ kind: 'tooLong', from: text, to: next });
      lines = next;
    }
    at = next;
  }
  flush(end);
  return runs;
}
