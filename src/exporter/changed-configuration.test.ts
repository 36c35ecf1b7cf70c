import assert from 'node:assert/strict';
import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { beat } from '../../test/support/killed-exporter.js';
import { type Run, runExporter, writeConfig } from '../../test/support/running-exporter.js';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';

const log = '{"type":"read","user":"zoe","n":2}\n{"type":"read","user":"al","n":30}\n';
const later = '{"type":"read","user":"zoe","n":4}\n';

/** Two metrics of one source; `one` is what is tried out, the other one stays as it is. */
const config = (one: string, source = 'files: DIR/app.log, format: json'): string => `
state: { directory: DIR/state }
sources: { app: { ${source} } }
metrics:
  - { name: audit_stays_total, labels: { user: user } }
  - { name: audit_one_total, ${one} }
`;
const plain = 'labels: { user: user }';
const histogram = 'type: histogram, value: { field: n }, buckets: [3, 10]';

/** How a configuration comes to be another one. */
const ways: Record<string, (t: TestContext, before: string, after: string) => Promise<Run>> = {
  async restart(t, before, after) {
    const directory = logged(t);
    await (await runExporter(directory, before)).exporter.stop();
    appendFileSync(join(directory, 'app.log'), later);
    const run = await runExporter(directory, after);
    t.after(() => run.exporter.stop());
    return run;
  },
  async reload(t, before, after) {
    const directory = logged(t);
    const run = await runExporter(directory, before);
    t.after(() => run.exporter.stop());
    writeConfig(directory, after);
    await run.exporter.reload();
    appendFileSync(join(directory, 'app.log'), later);
    await beat(run);
    return run;
  },
};

function logged(t: TestContext): string {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), log);
  symlinkSync(directory, join(directory, 'here'));
  return directory;
}

const valuesOf = async (run: Run, name: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await run.samples())
      .filter((line) => line.startsWith(`${name}{`))
      .map((line) => [/user="(\w+)"/.exec(line)?.[1] ?? 'all', Number(line.slice(line.lastIndexOf(' ')))]),
  );

const changes: Record<string, [before: string, after: string]> = {
  'the condition': [plain, `${plain}, when: { type: read }`],
  'the buckets': [histogram, histogram.replace('10', '20')],
  'the field of the value': ['value: { field: n }', 'value: { field: m }'],
  'the name of a label': [plain, 'labels: { who: user }'],
  'one label more': [plain, 'labels: { user: user, type: type }'],
  'what becomes of a label': [plain, 'labels: { user: { field: user, map: { al: bo } } }'],
};

for (const [way, change] of Object.entries(ways)) {
  for (const [what, [before, after]] of Object.entries(changes)) {
    test(`${way}: ${what} of a metric changed: its values are dropped and that is said, those of others stay`, async (t) => {
      const names = (text: string) =>
        text.replace('audit_one_total', text.includes('histogram') ? 'audit_one_seconds' : 'audit_one_total');
      const run = await change(t, names(config(before)), names(config(after)));
      assert.deepEqual(await valuesOf(run, 'audit_stays_total'), { zoe: 2, al: 1 });
      assert.equal(run.said.length, 1, run.said.join('\n'));
      assert.match(
        run.said[0]!,
        /^dropped the values of a metric: its definition changed, it starts anew \{"source":"app","metric":"audit_one_(total|seconds)","series":\d\}$/,
      );
    });
  }

  test(`${way}: a metric more: everything else stays, and nothing is said`, async (t) => {
    const more = `${config(plain)}  - { name: audit_more_total, labels: { user: user } }\n`;
    const run = await change(t, config(plain), more);
    assert.deepEqual(await valuesOf(run, 'audit_one_total'), { zoe: 2, al: 1 });
    assert.deepEqual(await valuesOf(run, 'audit_more_total'), { zoe: 1 });
    assert.deepEqual(run.said, []);
  });

  test(`${way}: a lower limit takes nothing away that is there`, async (t) => {
    const run = await change(t, config(plain), config(`${plain}, limit: 1`));
    assert.deepEqual(await valuesOf(run, 'audit_one_total'), { zoe: 2, al: 1 });
    assert.deepEqual(run.said, []);
  });

  test(`${way}: other files of a source: its counters go on, the new files are read, and no gap is told`, async (t) => {
    const files = 'files: [DIR/app.log, DIR/more*.log], format: json';
    const run = await change(t, config(plain), config(plain, files));
    writeFileSync(join(run.directory, 'more-1.log'), later);
    await beat(run);
    assert.deepEqual(await valuesOf(run, 'audit_one_total'), { zoe: 3, al: 1 });
    assert.equal(run.exporter.account('app').gaps, 0);
  });

  test(`${way}: the same file by another path is the same: nothing is counted twice`, async (t) => {
    const run = await change(t, config(plain), config(plain, 'files: DIR/here/app.log, format: json'));
    assert.deepEqual(await valuesOf(run, 'audit_one_total'), { zoe: 2, al: 1 });
    assert.equal(run.exporter.account('app').gaps, 0);
  });

  test(`${way}: a file that a source does not have any more is not read on, and is no gap`, async (t) => {
    const run = await change(t, config(plain), config(plain, 'files: DIR/new.log, format: json'));
    writeFileSync(join(run.directory, 'new.log'), later.repeat(3));
    await beat(run);
    assert.deepEqual(await valuesOf(run, 'audit_one_total'), { zoe: 4, al: 1 });
    assert.equal(run.exporter.account('app').gaps, 0);
  });

  test(`${way}: a source under another name is a new one, and the old one is said to be dropped`, async (t) => {
    const run = await change(t, config(plain), config(plain).replace('app: {', 'renamed: {'));
    assert.deepEqual(await valuesOf(run, 'audit_stays_total'), { zoe: 2, al: 1 }, 'its file is read anew');
    assert.match(run.said.join('\n'), /^dropped a source: the configuration does not have it .*"app"/m);
    assert.match(run.said.join('\n'), /dropped the values of a metric: .*"audit_stays_total","series":2/);
  });
}
