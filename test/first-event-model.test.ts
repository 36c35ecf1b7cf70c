import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FirstEventWorld, servers } from './support/first-event-world.js';

const user = fc.constantFrom('alice', 'bob', 'carol', 'dave', 'erin', 'frank');
const server = fc.constantFrom(...servers);

/** What happens next; `what` is for the reader of a counterexample. */
interface Step {
  readonly what: string;
  run(world: FirstEventWorld): void;
}

const event = user.map((name): Step => ({ what: `event of ${name}`, run: (world) => world.event(name) }));
const ask = server.map((name): Step => ({ what: `${name} asks`, run: (world) => world.ask(name) }));
const answer = fc.tuple(server, fc.boolean()).map(
  ([name, whole]): Step => ({
    what: `answer for ${name}, ${whole ? 'whole' : 'broken'}`,
    run: (world) => world.answer(name, whole),
  }),
);
/** At once and whole: what happens most. */
const scrape = server.map(
  (name): Step => ({
    what: `scrape by ${name}`,
    run(world) {
      world.ask(name);
      world.answer(name, true);
    },
  }),
);
const take = fc.constant<Step>({ what: 'checkpoint taken', run: (world) => world.take() });
const written = fc.boolean().map(
  (whole): Step => ({
    what: `checkpoint ${whole ? 'written' : 'failed'}`,
    run: (world) => world.written(whole),
  }),
);
const checkpoint = fc.constant<Step>({
  what: 'checkpoint taken and written',
  run(world) {
    world.take();
    world.written(true);
  },
});
const pass = fc
  .constantFrom(1_000, 60_000, 4 * 60_000, 6 * 60_000)
  .map((time): Step => ({ what: `${time} ms pass`, run: (world) => world.pass(time) }));
const jump = fc
  .constantFrom(-10 * 60_000, -60_000, 60_000, 86_400_000)
  .map((time): Step => ({ what: `the clock is set by ${time} ms`, run: (world) => world.jump(time) }));
const stranger = fc.constant<Step>({ what: 'a stranger comes', run: (world) => world.stranger() });
const reload = fc.constant<Step>({ what: 'reload', run: (world) => world.reload() });
const crash = fc
  .record({
    landed: fc.boolean(),
    damaged: fc.boolean(),
    meanwhile: fc.array(user, { maxLength: 3 }),
    again: fc.option(fc.nat(2), { nil: undefined }),
  })
  .map((how): Step => ({ what: `crash ${JSON.stringify(how)}`, run: (world) => world.crash(how) }));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: event },
  { weight: 8, arbitrary: scrape },
  { weight: 2, arbitrary: ask },
  { weight: 3, arbitrary: answer },
  { weight: 4, arbitrary: checkpoint },
  { weight: 2, arbitrary: take },
  { weight: 2, arbitrary: written },
  { weight: 1, arbitrary: reload },
  { weight: 3, arbitrary: pass },
  { weight: 2, arbitrary: stranger },
  { weight: 2, arbitrary: crash },
);
const steps = fc.array(step, { maxLength: 60, size: 'max' });
/** The same on a machine whose clock is not to be relied on. */
const stepsAndJumps = fc.array(fc.oneof({ weight: 20, arbitrary: step }, { weight: 1, arbitrary: jump }), {
  maxLength: 60,
  size: 'max',
});

test('whatever happens, no server sees a counter fall, and each sees the first event of what is born while it is live', () => {
  const seen = { zeros: 0, unsure: 0, oldToStrangers: 0 };
  fc.assert(
    fc.property(fc.array(user, { maxLength: 3 }), fc.oneof(steps, stepsAndJumps), (history, story) => {
      const world = new FirstEventWorld(history);
      for (const { run } of story) run(world);
      world.settle();
      for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key] += world.seen[key];
    }),
    { numRuns: 3_000 },
  );
  assert.ok(seen.zeros > 1_000 && seen.unsure > 1_000 && seen.oldToStrangers > 300, JSON.stringify(seen));
});
