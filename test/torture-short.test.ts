import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { repository } from '../bench/repository.js';
import { requireTool } from './support/debian.js';

// Long runs, and many seeds: npm run torture.
test('torture: ten seconds of rotations of every kind, kills and damaged checkpoints, and every number is the truth', async (t) => {
  if (!requireTool(t, 'prometheus', 'prometheus') || !requireTool(t, 'logrotate', 'logrotate')) return;
  const args = ['build/bench/torture/main.js', '--seed=7', '--seconds=10', '--kills=30', '--rate=8000'];
  const run = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => run.kill());
  const ended = once(run, 'close');
  const report = await text(run.stdout);
  const [code] = await ended;
  assert.equal(code, 0, report);
  assert.match(report, /^every number is the truth$/m);
});
