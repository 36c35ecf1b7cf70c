import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Run, runExporter } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { giveAway, withoutPrivileges } from './support/without-privileges.js';

const config = `state: { directory: DIR/state }
sources: { app: { files: DIR/app.log, format: json } }
metrics: [{ name: audit_x_total, labels: { user: user } }]
`;
const by = (user: string, value: number): string =>
  `audit_x_total{source="app",system="",user="${user}"} ${value}`;

/** A directory with a log of one event of `a`, and two checkpoints over it. */
async function twoRuns(t: TestContext): Promise<string> {
  const directory = temporaryDirectory(t);
  for (const user of ['a', 'b']) {
    write(directory, user);
    const run = await runExporter(directory, config);
    await run.exporter.stop();
  }
  return directory;
}

function write(directory: string, ...users: string[]): void {
  appendFileSync(join(directory, 'app.log'), users.map((user) => `{"user":"${user}"}\n`).join(''));
}

/** Values of a family of self-metrics by their labels, 0 left out. */
async function valuesOf({ exporter }: Run, family: string): Promise<Record<string, number>> {
  const { families } = await exporter.answer(undefined);
  const part = families.find(({ name }) => name === `auditlog_exporter_checkpoint_${family}`)!.parts[0]!;
  const slots = Array.from({ length: part.size }, (_, slot) => slot).filter((slot) => part.value(slot) !== 0);
  return Object.fromEntries(slots.map((slot) => [part.labels(slot), part.value(slot)]));
}

const damages: Readonly<Record<string, (whole: Buffer) => Uint8Array>> = {
  empty: () => Buffer.alloc(0),
  truncated: (whole) => whole.subarray(0, whole.length / 2),
  'without its last byte': (whole) => whole.subarray(0, -1),
  'with one byte changed': (whole) => whole.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
  'full of NUL': (whole) => Buffer.alloc(whole.length),
  'of another program': () => Buffer.from('positions:\n  /var/log/app.log: "17"\n'),
};

for (const [what, damage] of Object.entries(damages)) {
  test(`scenario 14: a checkpoint ${what}: the one before it is used; with both so, it starts anew; totals are exact`, async (t) => {
    const directory = await twoRuns(t);
    for (const [names, from] of [
      [['checkpoint'], 'previous'],
      [['checkpoint', 'checkpoint.previous'], 'failed'],
    ] as const) {
      for (const name of names) {
        const file = join(directory, 'state', name);
        writeFileSync(file, damage(readFileSync(file)));
      }
      const run = await runExporter(directory, config);
      assert.deepEqual(await run.samples(), [by('a', 1), by('b', 1)]);
      assert.deepEqual(await valuesOf(run, 'restored'), { [`from="${from}"`]: 1 });
      assert.match(run.said[0]!, /^cannot use \S+\/checkpoint: it is (empty|torn or was changed)/);
      await run.exporter.stop();
      const next = await runExporter(directory, config);
      assert.deepEqual(await next.samples(), [by('a', 1), by('b', 1)]);
      assert.deepEqual([next.said, await valuesOf(next, 'restored')], [[], { 'from="current"': 1 }]);
      await next.exporter.stop();
    }
  });
}

test('scenario 14: a read-only state directory: all is counted and shown, said once, and kept when it can be', async (t) => {
  const directory = await twoRuns(t);
  const state = join(directory, 'state');
  giveAway(directory);
  chmodSync(state, 0o555);
  await withoutPrivileges(async () => {
    write(directory, 'c');
    for (const user of ['d', 'e']) {
      const run = await runExporter(directory, config);
      assert.deepEqual(await valuesOf(run, 'restored'), { 'from="current"': 1 });
      await attempt(run, directory, user);
      await attempt(run, directory, 'a');
      assert.equal((await valuesOf(run, 'writes_total'))['result="success"'], undefined);
      assert.equal(run.said.length, 1, run.said.join());
      assert.match(run.said[0]!, /^cannot write the checkpoint: EACCES.*\(make \S+ writable\)/);
      if (user === 'e') chmodSync(state, 0o755);
      await run.exporter.stop();
    }
    const run = await runExporter(directory, config);
    assert.deepEqual(await run.samples(), [by('a', 3), by('b', 1), by('c', 1), by('d', 1), by('e', 1)]);
    assert.deepEqual([run.said, await valuesOf(run, 'restored')], [[], { 'from="current"': 1 }]);
    await run.exporter.stop();
  });
});

test('scenario 14: a full disk: the last checkpoint stays whole, and a kill then costs no event', async (t) => {
  const directory = await twoRuns(t);
  const [state, kept] = [join(directory, 'state'), join(directory, 'kept')];
  const run = await runExporter(directory, config);
  await attempt(run, directory, 'c');
  const whole = readFileSync(join(state, 'checkpoint'));
  for (const user of ['d', 'a']) {
    symlinkSync('/dev/full', join(state, 'checkpoint.new'));
    await attempt(run, directory, user);
    assert.ok(readFileSync(join(state, 'checkpoint')).equals(whole));
  }
  const all = [by('a', 2), by('b', 1), by('c', 1), by('d', 1)];
  assert.deepEqual(await run.samples(), all);
  assert.equal((await valuesOf(run, 'writes_total'))['result="failure"'], 2);
  assert.equal(run.said.length, 1, run.said.join());
  assert.match(run.said[0]!, /^cannot write the checkpoint: ENOSPC/);
  cpSync(state, kept, { recursive: true });
  await run.exporter.stop();
  // As it stood when it was killed.
  rmSync(state, { recursive: true });
  renameSync(kept, state);
  for (let start = 0; start < 2; start += 1) {
    const next = await runExporter(directory, config);
    assert.deepEqual(await next.samples(), all);
    assert.deepEqual(next.said, []);
    await next.exporter.stop();
  }
});

/** An event, and an attempt to write a checkpoint that has it. */
async function attempt(run: Run, directory: string, user: string): Promise<void> {
  write(directory, user);
  await run.exporter.poll();
  const attempts = async () => JSON.stringify(await valuesOf(run, 'writes_total'));
  const before = await attempts();
  do {
    // While one is being written, a beat is passed over.
    run.waker.wake();
    await setImmediate();
  } while ((await attempts()) === before);
}
