import { spawn } from 'node:child_process';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compressRotated } from './compress-rotated.js';
import { inodeOf } from './open-files.js';
import { numberedFiles } from './rotated-names.js';
import { pause, type Rotate, type Rotation, reopen } from './rotation.js';

/** Beyond it logrotate deletes. */
const kept = 1_000;

export const logrotateCreate: Rotate = async (rotation) => {
  const done = await logrotate(rotation, ['create']);
  await pause(rotation, 0, 600);
  await reopen(rotation);
  return done;
};

/** The writer must be out of the old file before it is compressed: as with a postrotate script that sends SIGHUP. */
export const logrotateCompress: Rotate = async (rotation) => {
  await compressRotated(rotation.path, 1);
  return logrotate(rotation, ['create', 'compress'], () => reopen(rotation));
};

export const logrotateDelayCompress: Rotate = async (rotation) => {
  await compressRotated(rotation.path, 2);
  const done = await logrotate(rotation, ['create', 'compress', 'delaycompress']);
  await pause(rotation, 0, 600);
  await reopen(rotation);
  return done;
};

export const logrotateDateExt: Rotate = async (rotation) => {
  // One rotation a second is all that the names can tell apart.
  await sleep(1_050);
  const options = ['create', 'compress', 'delaycompress', 'dateext', 'dateformat -%Y%m%d-%s'];
  const done = await logrotate(rotation, options);
  await pause(rotation, 0, 600);
  await reopen(rotation);
  return done;
};

/** logrotate lets nobody in between copy and truncation, so the writer is still all the while: no line may be lost. */
export const logrotateCopyTruncate: Rotate = async (rotation) => {
  const { writer, file, path } = rotation;
  await compressRotated(path, 1);
  await writer.tell({ do: 'pause', file: file.name });
  try {
    await logrotate(rotation, ['copytruncate', 'compress']);
    return statSync(path).size === 0;
  } finally {
    await writer.tell({ do: 'resume', file: file.name });
  }
};

/**
 * When exactly logrotate copies and truncates is not known: the files tell afterwards what it took. What was shown of it
 * is in no file any more: no kill before it is in a checkpoint.
 */
export const logrotateCopyTruncateWindow: Rotate = (rotation) =>
  rotation.subject.undisturbed(async () => {
    const { writer, file, path } = rotation;
    await compressRotated(path, 1);
    await writer.tell({ do: 'window', file: file.name, to: 'open' });
    const copies = numberedFiles(path).length;
    try {
      await logrotate(rotation, ['copytruncate', 'compress']);
      return numberedFiles(path).length === copies + 1;
    } finally {
      await writer.tell({ do: 'window', file: file.name, to: 'close' });
      await rotation.subject.kept();
    }
  });

/** Runs logrotate on one file. `postrotate` is done while its postrotate script waits. False: it did not rotate. */
async function logrotate(
  { directory, path, file }: Rotation,
  options: readonly string[],
  postrotate?: () => Promise<void>,
): Promise<boolean> {
  const config = join(directory, `logrotate-${file.name}.conf`);
  const flag = join(directory, `logrotate-${file.name}.wait`);
  const script = `postrotate\ntouch "${flag}"; while [ -e "${flag}" ]; do sleep 0.01; done\nendscript`;
  const lines = [`rotate ${kept}`, ...options, ...(postrotate === undefined ? [] : [script])];
  writeFileSync(config, `"${path}" {\n${lines.join('\n')}\n}\n`, { mode: 0o644 });
  const before = inodeOf(path);
  const ended = run(['-f', '-s', join(directory, `logrotate-${file.name}.state`), config]);
  if (postrotate !== undefined) {
    let over = false;
    void ended.finally(() => {
      over = true;
    });
    while (!existsSync(flag) && !over) await sleep(5);
    await postrotate();
    rmSync(flag, { force: true });
  }
  await ended;
  return inodeOf(path) !== before;
}

function run(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('logrotate', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`logrotate failed: ${errors}`)),
    );
  });
}
