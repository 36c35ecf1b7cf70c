import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ExposureWorld } from './support/exposure-world.js';

/** What happens next; `what` is for the reader of a counterexample. */
interface Step {
  readonly what: string;
  run(world: ExposureWorld): void;
}

const log = fc.nat(2);
const lost = fc.subarray([0, 1, 2]);
const lengths = fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(40) }, fc.integer({ min: 61, max: 90 })), {
  minLength: 1,
  maxLength: 6,
});

const write = fc
  .tuple(log, lengths)
  .map(([i, lines]): Step => ({ what: `log ${i} grows by ${lines}`, run: (world) => world.write(i, lines) }));
const read = fc
  .tuple(log, fc.oneof(fc.nat(200), fc.constant(10_000)))
  .map(
    ([i, most]): Step => ({ what: `log ${i} is read by ${most} bytes`, run: (world) => world.read(i, most) }),
  );
const find = fc.tuple(log, fc.boolean()).map(
  ([i, found]): Step => ({
    what: `log ${i} ${found ? 'can' : 'cannot'} be found`,
    run: (world) => world.find(i, found),
  }),
);
const scrape = fc.constant<Step>({ what: 'scrape', run: (world) => world.scrape() });
const take = fc.constant<Step>({ what: 'checkpoint taken', run: (world) => world.take() });
const land = fc.boolean().map(
  (whole): Step => ({
    what: `checkpoint ${whole ? 'written' : 'failed'}`,
    run: (world) => (whole ? world.land() : world.fail()),
  }),
);
const checkpoint = fc.constant<Step>({
  what: 'checkpoint taken and written',
  run(world) {
    world.take();
    world.land();
  },
});
const crash = fc
  .record({ landed: fc.boolean(), damaged: fc.boolean(), lost })
  .map((how): Step => ({ what: `crash ${JSON.stringify(how)}`, run: (world) => world.crash(how) }));
const crashInScrape = fc.tuple(fc.nat(250), lost).map(
  ([room, gone]): Step => ({
    what: `crash after ${room} characters of marks, ${gone} not found`,
    run: (world) => world.crashInScrape(room, gone),
  }),
);
const crashInTidying = lost.map(
  (gone): Step => ({
    what: `crash while marks are tidied, ${gone} not found`,
    run: (world) => world.crashInTidying(gone),
  }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: write },
  { weight: 10, arbitrary: read },
  { weight: 4, arbitrary: find },
  { weight: 8, arbitrary: scrape },
  { weight: 3, arbitrary: checkpoint },
  { weight: 3, arbitrary: take },
  { weight: 3, arbitrary: land },
  { weight: 2, arbitrary: crash },
  { weight: 1, arbitrary: crashInScrape },
  { weight: 1, arbitrary: crashInTidying },
);

test('whenever it is killed and however late a log is found: no count is seen to fall, and what was read is not waited for', () => {
  const seen = { crashes: 0, scrapes: 0, refused: 0, awaited: 0 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (story) => {
      const world = new ExposureWorld();
      for (const { run } of story) run(world);
      world.settle();
      for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += world.seen[key];
    }),
    { numRuns: 3_000 },
  );
  assert.ok(
    Object.values(seen).every((times) => times > 1_000),
    JSON.stringify(seen),
  );
});
