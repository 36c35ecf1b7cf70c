import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { requireTool, runTool } from './support/debian.js';
import { tailWorld, type World } from './tail-harness.js';

class Writer {
  readonly written: string[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  write(count = 3): void {
    for (let line = 0; line < count; line += 1) {
      const text = `line ${this.written.length} ${'x'.repeat(this.written.length % 70)}`;
      this.written.push(text);
      appendFileSync(this.#file, `${text}\n`);
    }
  }
}

/** Runs logrotate once, on a day of its own: it names by the date of the machine, so that is taken from the option. */
async function logrotate({ path }: World, options: string, day: number): Promise<void> {
  // logrotate refuses a configuration that others may write to.
  const own = `dateformat -%Y%m%d.${day}`;
  const text = `${path('logs')}/audit.log {\n missingok\n rotate 50\n ${own}\n ${options.split(', ').join('\n ')}\n}\n`;
  writeFileSync(path('logrotate.conf'), text, { mode: 0o644 });
  const args = ['-f', '-s', path('logrotate.state'), path('logrotate.conf')];
  const { status, stderr } = await runTool('logrotate', args);
  assert.equal(status, 0, stderr);
}

async function setUp(t: TestContext): Promise<{ world: World; writer: Writer } | undefined> {
  if (!requireTool(t, 'logrotate', 'logrotate')) return undefined;
  const world = await tailWorld(t);
  mkdirSync(world.path('logs'), { mode: 0o755 });
  writeFileSync(world.path('logs/audit.log'), '', { mode: 0o644 });
  return { world, writer: new Writer(world.path('logs/audit.log')) };
}

const kinds = [
  'create',
  'create, compress',
  'create, compress, delaycompress',
  'create, dateext',
  'create, dateext, compress, delaycompress',
  'create, dateext, extension .log, compress',
  'create, extension .log',
  'create, compress, compresscmd /usr/bin/zstd, uncompresscmd /usr/bin/unzstd, compressext .zst',
  'copytruncate',
  'copytruncate, compress',
  'copytruncate, dateext, compress, delaycompress',
];

for (const options of kinds) {
  test(`logrotate with ${options}: every line once, while running and while stopped`, async (t) => {
    if (options.includes('zstd') && !requireTool(t, 'zstd', 'zstd')) return;
    const set = await setUp(t);
    if (set === undefined) return;
    const { world, writer } = set;
    const { heard, follow, clock } = world;
    let day = 0;
    const rotations = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        writer.write();
        day += 1;
        await logrotate(world, options, day);
        writer.write();
      }
    };
    writer.write();
    await rotations(1);
    const first = follow(['logs/audit.log']);
    await first.start();
    // What was rotated before the first start is not read.
    const old = writer.written.length - heard.lines.length;
    assert.ok(old > 0);
    for (let round = 0; round < 3; round += 1) {
      await rotations(1);
      await first.poll();
      clock.advance(100_000);
    }
    await rotations(3);
    await first.poll();
    await first.stop();
    await rotations(4);
    const second = follow(['logs/audit.log'], { positions: JSON.parse(JSON.stringify(first.positions())) });
    await second.start();
    await second.stop();
    await follow(['logs/audit.log'], { positions: second.positions() }).start();
    assert.deepEqual(
      [...heard.take()].sort(),
      writer.written.slice(old).sort(),
      `${readdirSync(world.path('logs'))}`,
    );
    assert.equal(heard.gaps, 0);
    assert.deepEqual(heard.messages, []);
  });
}

test('logrotate without create, and the writer reopens much later', async (t) => {
  const set = await setUp(t);
  if (set === undefined) return;
  const { world, writer } = set;
  const { heard, follow } = world;
  const follower = follow(['logs/audit.log']);
  await follower.start();
  writer.write();
  await logrotate(world, 'nocreate', 1);
  await follower.poll();
  await follower.stop();
  writer.write();
  await logrotate(world, 'nocreate', 2);
  writer.write();
  utimesSync(world.path('logs/audit.log'), 1_000, 1_000);
  await follow(['logs/audit.log'], { positions: follower.positions() }).start();
  assert.deepEqual(heard.take(), writer.written);
});
