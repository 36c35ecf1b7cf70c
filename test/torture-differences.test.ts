import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Tally } from '../bench/tally.js';
import { type Difference, differencesOf } from '../bench/torture/block-differences.js';
import { EventCounts } from '../bench/torture/event-counts.js';
import { reportFailure } from '../bench/torture/failure-report.js';
import { fallStories } from '../bench/torture/fall-story.js';
import { logFiles } from '../bench/torture/layout.js';
import { blockLines, eventLine, eventOf } from '../bench/torture/line.js';
import { SeenBlocks } from '../bench/torture/seen-blocks.js';
import { contradictions, settleWindows } from '../bench/torture/settle-windows.js';
import { prepareDirectories } from '../bench/torture/stage.js';
import { Timeline } from '../bench/torture/timeline.js';
import { boundsOf } from '../bench/torture/truth.js';
import { WriteTrace } from '../bench/torture/write-trace.js';
import { noLines, type Written } from '../bench/torture/written.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const [file] = logFiles;
const name = file!.name;
const events = 3 * blockLines;
const written = Object.fromEntries(
  logFiles.map((log) => [
    log.name,
    { events: log.name === name ? events : 0, other: noLines(), windows: [] },
  ]),
);
const bounds = boundsOf(logFiles, written);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** What is counted when some events are left out and others come once more. */
function counted(without: readonly number[], again: readonly number[] = []): Tally {
  const tally = new Tally();
  const add = (seq: number) => {
    tally.add('mark', name, eventOf(name, seq).mark);
    tally.add('block', eventOf(name, seq).block);
    tally.add('block_seq', eventOf(name, seq).block, seq);
  };
  for (const seq of range(1, events)) if (!without.includes(seq)) add(seq);
  for (const seq of again) add(seq);
  return tally;
}

const brief = (differences: readonly Difference[]) =>
  differences.map(({ kind, from, to, exact, confirmed }) => [kind, from, to, exact && confirmed]);

test('what was lost or counted twice in one piece is told to the line, over the borders of blocks too', () => {
  const found = (tally: Tally) => brief(differencesOf(bounds, tally, name));
  assert.deepEqual(found(counted([])), []);
  assert.deepEqual(found(counted(range(490, 1_010))), [['lost', 490, 1_010, true]]);
  assert.deepEqual(found(counted([7], range(1_100, 1_200))), [
    ['lost', 7, 7, true],
    ['twice', 1_100, 1_200, true],
  ]);
});

test('what is not one piece is not told for certain', () => {
  const found = (tally: Tally) => brief(differencesOf(bounds, tally, name));
  assert.deepEqual(found(counted([1, 4])), [['lost', 2, 3, false]]);
  assert.deepEqual(found(counted([600], [700])), [['mixed', 501, 1_000, false]]);
});

test('the story of a loss has its writes, its files, the kills and the log around it, and no other', (t) => {
  const directory = temporaryDirectory(t);
  prepareDirectories(directory);
  const lines = range(501, 520).map((seq) => eventLine(name, eventOf(name, seq)));
  writeFileSync(join(directory, `${file!.path}.3`), lines.join(''));
  const log = (ms: number, source: string) =>
    `ts=${new Date(1e12 + ms).toISOString()} level=info msg="said of ${source}" source=${source}\n`;
  writeFileSync(
    join(directory, 'exporter.log'),
    log(500, file!.source) + log(600, 'stale') + log(90_000, file!.source),
  );
  const trace = new WriteTrace(directory);
  const entry = { at: 1e12, file: name, inode: '77', offset: 4_000, bytes: 2_000, from: 495, to: 530 };
  trace.add({ ...entry, what: 'write' });
  trace.flush();
  const timeline = new Timeline(directory);
  timeline.moments.push({ at: 1e12 + 100, file: undefined, what: 'EXPORTER gets SIGKILL' });
  timeline.moments.push({ at: 1e12 + 100, file: 'stale', what: 'rotated' });
  const seen = new SeenBlocks();
  seen.observe(`torture_block_events_total{source="app",block="${name}:1"} 480\n`, 1e12 + 700);
  const told = reportFailure(directory, { bounds, found: counted(range(501, 520)) }, { timeline, seen }).join(
    '\n',
  );
  assert.match(told, /20 lost, events 501 to 520; they stand in: logs\/app-1\.log\.3 \(20\)/);
  assert.match(told, /WRITER writes events 495 to 530 into inode 77, bytes 4000 to 6000/);
  assert.match(told, /SIGKILL.*said of app.*SEEN block app-1:1 at 480/s);
  assert.doesNotMatch(told, /rotated|said of stale/);
  assert.equal(told.match(/said of app/g)?.length, 1);
});

test('the story of a counter that fell has what was done before it', (t) => {
  const directory = temporaryDirectory(t);
  const log = (ms: number, source: string) =>
    `ts=${new Date(1e12 + ms).toISOString()} level=info msg="said of ${source}" source=${source}\n`;
  writeFileSync(join(directory, 'exporter.log'), log(3_000, 'app') + log(3_000, 'stale') + log(9_000, 'app'));
  const timeline = new Timeline(directory);
  const add = (ms: number, what: string) => timeline.moments.push({ at: 1e12 + ms, file: undefined, what });
  add(2_000, 'EXPORTER gets SIGKILL');
  add(4_000, 'FALL a person saw x{source="app"} fall from 2 to 1, and 3 more');
  add(4_200, 'FALL a scraper saw x{source="app"} fall from 2 to 1, and 3 more');
  const told = fallStories(directory, timeline).join('\n');
  assert.match(told, /^--- \S+ FALL a person.*SIGKILL.*said of app.*FALL a person.*FALL a scraper/s);
  assert.equal(told.match(/^---/gm)?.length, 1);
  assert.equal(told.match(/said of/g)?.length, 1);
});

test('what a copytruncate took are the lines of its time that stand nowhere', () => {
  const standing = { events: new EventCounts(), other: noLines(), torn: 1, strange: 0 };
  const gone = [42, 43, 50];
  for (const seq of range(1, 100)) if (!gone.includes(seq)) standing.events.add(seq);
  const account: Written = {
    events: 100,
    other: { ...noLines(), ignored: 1 },
    windows: [{ from: 40, to: 60, other: { ...noLines(), ignored: 1 } }],
  };
  assert.deepEqual(contradictions(account, standing, false), []);
  const { windows, torn } = settleWindows(account, standing);
  assert.deepEqual(
    windows.filter(({ from, to }) => to > from).map(({ from, to }) => [from, to]),
    [
      [42, 44],
      [50, 51],
    ],
  );
  assert.deepEqual([windows[0]!.other.ignored, torn], [1, 1]);
});

test('a harness that lost, doubled or made up a line is told', () => {
  const account: Written = { events: 10, other: noLines(), windows: [] };
  const standing = () => ({ events: new EventCounts(), other: noLines(), torn: 0, strange: 0 });
  const whole = standing();
  for (const seq of range(1, 10)) whole.events.add(seq);
  assert.deepEqual(contradictions(account, whole, false), []);
  whole.events.add(4);
  whole.events.add(11);
  assert.equal(contradictions(account, whole, false).length, 2);
  const part = standing();
  for (const seq of range(1, 9)) part.events.add(seq);
  assert.equal(contradictions(account, part, false).length, 1);
  assert.deepEqual(contradictions(account, part, true), []);
  part.other.invalid = 1;
  assert.equal(contradictions(account, part, true).length, 1);
});
