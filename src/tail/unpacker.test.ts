import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { requireTool } from '../../test/support/debian.js';
import { makeUnpacker, packedKind } from './unpacker.js';

const text = Array.from({ length: 30_000 }, (_, line) => `${line} ${'audit '.repeat(line % 40)}\n`).join('');

async function unpack(packed: Buffer): Promise<{ text: string; fault: Error | undefined }> {
  const unpacker = makeUnpacker('zst');
  let all = '';
  let fault: Error | undefined;
  for (let at = 0; at < packed.length && fault === undefined; at += 5_000) {
    const out = await unpacker.push(packed.subarray(at, at + 5_000));
    all += Buffer.concat(out.chunks).toString();
    fault = out.fault;
  }
  const out = fault === undefined ? await unpacker.push('end') : { chunks: [], fault };
  unpacker.close();
  return { text: all + Buffer.concat(out.chunks).toString(), fault: out.fault };
}

test('what zstd makes: levels, several frames, without checksum; torn, it gives what comes before', async (t) => {
  if (!requireTool(t, 'zstd', 'zstd')) return;
  const zstd = (...args: string[]) =>
    spawnSync('zstd', ['-c', ...args], { input: text, maxBuffer: 1e9 }).stdout;
  for (const args of [[], ['-1'], ['-19'], ['--no-check'], ['--fast=3']]) {
    assert.deepEqual(await unpack(zstd(...args)), { text, fault: undefined }, args.join(' '));
  }
  const two = Buffer.concat([zstd(), zstd('-5')]);
  assert.deepEqual(await unpack(two), { text: text + text, fault: undefined });
  const whole = zstd('-1');
  const torn = await unpack(whole.subarray(0, whole.length / 2));
  assert.ok(torn.text.length > 0 && text.startsWith(torn.text));
  assert.ok(torn.fault);
});

test('names tell the kind', () => {
  assert.deepEqual(['a.gz', 'a.1.zst', 'a', 'a.gz.1'].map(packedKind), ['gz', 'zst', undefined, undefined]);
});
