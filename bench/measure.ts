import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measurement {
  /** CPU seconds, user and system, of the command and of the children it waited for. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** The most that stood in memory at once (`VmHWM`). May miss growth in the last 10 ms; 0 when never seen. */
  readonly peakRssBytes: number;
  readonly exitCode: number;
  readonly stdout: string;
  /** The last 4 KiB. */
  readonly stderr: string;
}

// Tells the pid before it becomes the command (fd 3), and what the command cost after it was reaped (fd 4). The braces
// after `time` matter: bash times a bare subshell from within, and the exec would take the clock with it.
const script = '{ TIMEFORMAT="%R %U %S"; time { ( echo $BASHPID >&3; exec "$@" 2>&5 ); }; } 5>&2 2>&4';
const pollMilliseconds = 10;
const keptStderr = 4096;

/**
 * Runs `command` and tells what it cost. The CPU time comes from bash, which gets it from the kernel when the
 * command has ended: reading /proc just before the end would be a race. Needs Linux and bash.
 */
export async function measure(command: readonly string[]): Promise<Measurement> {
  const child = spawn('bash', ['-c', script, 'measure', ...command], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  const [, stdout, stderr, pid, cost] = child.stdio;
  const texts = [stdout, stderr, pid, cost].map((stream) => collect(stream as NodeJS.ReadableStream));
  let peakRssBytes = 0;
  const timer = setInterval(() => {
    peakRssBytes = Math.max(peakRssBytes, peakOf(Number(texts[2]!.now())));
  }, pollMilliseconds);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  }).finally(() => clearInterval(timer));
  const [real, user, system] = costOf(texts[3]!.now());
  return {
    cpuSeconds: user + system,
    wallSeconds: real,
    peakRssBytes,
    exitCode,
    stdout: texts[0]!.now(),
    stderr: texts[1]!.now().slice(-keptStderr),
  };
}

function costOf(text: string): readonly [real: number, user: number, system: number] {
  const match = /^(\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/m.exec(text);
  if (match === null) throw new Error(`cannot read the times bash gave: ${JSON.stringify(text)}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function collect(stream: NodeJS.ReadableStream): { now(): string } {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  return { now: () => Buffer.concat(parts).toString('utf8') };
}

function peakOf(pid: number): number {
  if (pid === 0) return 0;
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(match?.[1] ?? 0) * 1024;
  } catch {
    // The command has ended between two looks.
    return 0;
  }
}
