import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Tally } from '../bench/tally.js';
import { damageCheckpoint } from '../bench/torture/checkpoint-damage.js';
import { lossesOf, outside } from '../bench/torture/compare.js';
import { type Labelled, tallySamples } from '../bench/torture/exposed.js';
import { chooseKinds, kinds } from '../bench/torture/kinds.js';
import { logFiles } from '../bench/torture/layout.js';
import { blockLines, eventOf } from '../bench/torture/line.js';
import { Monotone } from '../bench/torture/monotone.js';
import { renameNumbered } from '../bench/torture/rotated-names.js';
import { SeqCounts } from '../bench/torture/seq-counts.js';
import { boundsOf, groups } from '../bench/torture/truth.js';
import { noLines, type Written, type WrittenByFile } from '../bench/torture/written.js';
import { seededRandom } from '../src/base/random.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const file = logFiles[0]!;
const written = (events: number, more: Partial<Written> = {}): WrittenByFile =>
  Object.fromEntries(
    logFiles.map(({ name }) => [
      name,
      {
        events: name === file.name ? events : 0,
        other: noLines(),
        windows: [],
        ...(name === file.name ? more : {}),
      },
    ]),
  );

/** What an exporter shows that counted these events of the first file. */
function counted(seqs: readonly number[]): Tally {
  const tally = new Tally();
  const labels = (more: Record<string, string>) => new Map(Object.entries({ source: file.source, ...more }));
  const sample = (name: string, more: Record<string, string>, value = 1): Labelled => ({
    name,
    labels: labels(more),
    value,
  });
  for (const seq of seqs) {
    const { user, outcome, mark, block, size } = eventOf(file.name, seq);
    const le = ['16', '64', '100.0'].filter((bound) => size <= Number(bound));
    tallySamples(
      [
        sample('auditlog_exporter_lines_total', { result: 'event' }),
        sample('torture_user_events_total', { user }),
        sample('torture_outcome_events_total', { outcome }),
        sample('torture_seq_total', { file: file.name }, seq),
        sample('torture_mark_total', { file: file.name }, mark),
        sample('torture_block_events_total', { block }),
        sample('torture_block_seq_total', { block }, seq),
        sample('torture_line_size_bytes_count', { file: file.name }),
        sample('torture_line_size_bytes_sum', { file: file.name }, size),
        ...le.map((bound) => sample('torture_line_size_bytes_bucket', { file: file.name, le: bound })),
        sample('torture_line_size_bytes_bucket', { file: file.name, le: '+Inf' }),
      ],
      tally,
    );
  }
  return tally;
}

const seqs = (events: number) => Array.from({ length: events }, (_, i) => i + 1);

test('the truth of a run is met by who counts every event once, and by nobody else', () => {
  const events = 2 * blockLines + 7;
  const bounds = boundsOf(logFiles, written(events));
  assert.deepEqual(outside(bounds, counted(seqs(events)), groups), []);
  const lost = counted(seqs(events).filter((seq) => seq !== 600));
  assert.ok(outside(bounds, lost, groups).some((problem) => problem.startsWith(`seq "${file.name}"`)));
  assert.deepEqual(lossesOf(bounds, lost, file.name), { lost: 1, twice: 0, windowCounted: 0 });
  assert.deepEqual(lossesOf(bounds, counted([...seqs(events), 3, 900, 900]), file.name), {
    lost: 0,
    twice: 3,
    windowCounted: 0,
  });
});

test('events lost and doubled that add up in number and in sum are told by their marks', () => {
  const bounds = boundsOf(logFiles, written(100));
  const found = counted([...seqs(100).filter((seq) => seq !== 20 && seq !== 23), 21, 22]);
  assert.deepEqual(outside(bounds, found, ['lines', 'seq', 'block']), []);
  assert.equal(outside(bounds, found, ['mark']).length, 1);
});

test('what the window of a copytruncate took may be missing, and nothing else', () => {
  const window = { from: 10, to: 15, other: { ...noLines(), ignored: 1 } };
  const other = { ...noLines(), ignored: 1 };
  const bounds = boundsOf(logFiles, written(100, { windows: [window], other }));
  const without = (from: number, to: number) => counted(seqs(100).filter((seq) => seq < from || seq >= to));
  for (const to of [10, 12, 15]) assert.deepEqual(outside(bounds, without(10, to), groups), []);
  assert.notDeepEqual(outside(bounds, without(10, 16), groups), []);
  assert.notDeepEqual(outside(bounds, counted([...seqs(100), 12]), groups), []);
});

test('a counter that falls or vanishes is told, one that grows or is born is not', () => {
  const monotone = new Monotone('somebody');
  const show = (text: string) => monotone.check(`# TYPE torture_a_total counter\n${text}`);
  assert.deepEqual(show('torture_a_total{x="1 2"} 5\n'), []);
  assert.deepEqual(show('torture_a_total{x="1 2"} 5\ntorture_a_total{x="b"} 1\n'), []);
  assert.deepEqual(show('torture_a_total{x="1 2"} 4\ntorture_a_total{x="b"} 1\n'), [
    'somebody saw torture_a_total{x="1 2"} fall from 5 to 4',
  ]);
  assert.deepEqual(show('torture_a_total{x="1 2"} 6\n'), ['somebody saw torture_a_total{x="b"} vanish']);
  assert.deepEqual(
    new Monotone('x').check('torture_a_total NaN\n').length,
    1,
    'what is no number is no counter',
  );
});

test('the exact counts of a rival tell lost from doubled', () => {
  const seen = new SeqCounts();
  for (const seq of [1, 2, 2, 70_000]) seen.line(`{"seq":${seq},"fill":"x"}`);
  seen.line('{"seq":3,"fill":"cut of');
  const windows = [{ from: 5, to: 69_999, other: noLines() }];
  assert.deepEqual(seen.losses({ events: 70_000, other: noLines(), windows }), {
    lost: 3,
    twice: 1,
    windowCounted: 0,
  });
});

test('kinds are chosen and taken away by parts of their names', () => {
  assert.deepEqual(chooseKinds(['rename']), ['rename', 'rename-both', 'rename-nocreate']);
  assert.deepEqual(chooseKinds(['copytruncate', '-stale', '-window']), [
    'copytruncate',
    'logrotate-copytruncate',
  ]);
  assert.deepEqual(
    chooseKinds(['-logrotate']).length,
    kinds.filter((kind) => !kind.includes('logrotate')).length,
  );
  assert.throws(() => chooseKinds(['renam', 'renamed']), /"renamed"/);
});

test('a rotation by number moves every file on and loses none', (t) => {
  const path = join(temporaryDirectory(t), 'a.log');
  for (const [name, text] of [
    ['', 'now'],
    ['.1', 'one'],
    ['.2.gz', 'two'],
    ['.10', 'ten'],
    ['.bak', 'other'],
  ]) {
    writeFileSync(path + name, text!);
  }
  renameNumbered(path);
  const files = readdirSync(join(path, '..')).sort();
  assert.deepEqual(files, ['a.log.1', 'a.log.11', 'a.log.2', 'a.log.3.gz', 'a.log.bak']);
  assert.deepEqual(
    files.map((name) => readFileSync(join(path, '..', name), 'utf8')),
    ['now', 'ten', 'one', 'two', 'other'],
  );
});

test('a checkpoint is damaged only when the one before it is newer than the last thing that must not be forgotten', () => {
  const state = mkdtempSync(join(tmpdir(), 'auditlog-exporter-'));
  const names = ['checkpoint', 'checkpoint.previous'];
  const make = (times: readonly number[]) => {
    for (const [i, name] of names.entries()) {
      writeFileSync(join(state, name), 'whole');
      utimesSync(join(state, name), times[i]!, times[i]!);
    }
  };
  try {
    for (let seed = 0; seed < 20; seed += 1) {
      make([2_000, 1_000]);
      const kept = damageCheckpoint(state, seededRandom(seed), 1_500_000);
      assert.ok(kept === undefined || kept === 'stray', kept);
      assert.equal(readFileSync(join(state, names[0]!), 'utf8'), 'whole');
      make([2_000, 1_900]);
      const damage = damageCheckpoint(state, seededRandom(seed), 1_500_000);
      assert.equal(readFileSync(join(state, names[1]!), 'utf8'), 'whole');
      const whole =
        statSync(join(state, names[0]!)).size === 5 &&
        readFileSync(join(state, names[0]!), 'utf8') === 'whole';
      assert.equal(whole, damage === 'stray', damage);
    }
  } finally {
    rmSync(state, { recursive: true });
  }
});
