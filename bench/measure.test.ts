import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measure } from './measure.js';

const skip = process.platform === 'linux' ? false : 'needs /proc';

// Takes 300 ms of CPU time and 64 MiB, in a child of the child for the CPU time.
const busy = `
const kept = Buffer.alloc(64 << 20, 1);
const spin = 'const u = process.cpuUsage(); while (process.cpuUsage(u).user + process.cpuUsage(u).system < 300000);';
require('node:child_process').spawnSync(process.execPath, ['-e', spin]);
const until = Date.now() + 60;
while (Date.now() < until);
process.stdout.write('out' + kept.length);
process.stderr.write('err');
process.exitCode = 3;
`;

test('a child is measured with its children, and its output and exit code are kept', { skip }, async () => {
  const result = await measure([process.execPath, '-e', busy]);
  assert.equal(result.exitCode, 3);
  assert.equal(result.stdout, `out${64 << 20}`);
  assert.equal(result.stderr, 'err');
  assert.ok(result.cpuSeconds >= 0.3 && result.cpuSeconds < 10, `${result.cpuSeconds} CPU s`);
  assert.ok(result.wallSeconds >= 0.3);
  assert.ok(
    result.peakRssBytes > 64 << 20 && result.peakRssBytes < 512 << 20,
    `${result.peakRssBytes} bytes`,
  );
});
