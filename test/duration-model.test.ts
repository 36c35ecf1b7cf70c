import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEventTime } from '../src/decode/event-time.js';
import { Role } from '../src/memory/join-role.js';
import { at, BUCKETS, joinsOf, line, makerOf, NOW, observed, take } from './support/duration-log.js';
import { JoinModel, type Pair } from './support/join-model.js';
import { restart } from './support/memory.js';

interface Event {
  readonly type: 'request' | 'response';
  readonly id: number;
  readonly move: number;
  readonly verb: 'read' | 'write';
  readonly timeless: boolean;
}

const event: fc.Arbitrary<Event> = fc.record({
  type: fc.constantFrom('request', 'response'),
  id: fc.nat(8),
  move: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 900 }).map((ms) => ms / 1000) },
    { weight: 2, arbitrary: fc.integer({ min: -12, max: 12 }) },
    { weight: 1, arbitrary: fc.constantFrom(10_000, -10_000) },
  ),
  verb: fc.constantFrom('read', 'write'),
  timeless: fc.oneof(
    { weight: 30, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});
const parts = fc.array(fc.array(event, { maxLength: 40, size: 'max' }), { maxLength: 6 });

test('what is observed is the same for any cut into chunks, over restarts, and as the rule of JoinTable says', (t) => {
  const makers = [3, 1_000].map((remember) => {
    const make = makerOf(t, (yaml) => yaml.replace('remember: 1000', `remember: ${remember}`));
    return { remember, make };
  });
  let pairs = 0;
  fc.assert(
    fc.property(
      parts,
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(...makers),
      (days, perChunk, maker) => {
        const model = new JoinModel(10, maker.remember);
        const verbs: string[] = [];
        let pipeline = maker.make();
        let seconds = 0;
        for (const events of days) {
          const lines = events.map(({ type, id, move, verb, timeless }) => {
            seconds += move;
            const fields = { type, id: `request ${id}`, verb, ...(timeless ? {} : { at: at(seconds) }) };
            const time = timeless ? NOW / 1000 : parseEventTime(at(seconds));
            const role = type === 'request' ? Role.from : Role.to;
            model.take({ key: fields.id, role, time, now: NOW / 1000 }, verbs.push(verb) - 1);
            return line(fields);
          });
          if (lines.length > 0) take(pipeline, lines, perChunk);
          const { inFlight, results } = joinsOf(pipeline);
          assert.deepEqual([results, inFlight], [model.results, model.open.length]);
          const next = maker.make();
          assert.equal(restart(pipeline.memories[0]!, next.memories[0]!), true);
          pipeline = next;
        }
        const shown = Object.entries(observed(pipeline)).filter(([, numbers]) =>
          numbers.some((one) => one > 0),
        );
        assert.deepEqual(Object.fromEntries(shown), histograms(model.pairs, verbs));
        pairs += model.pairs.length;
      },
    ),
    { numRuns: 400 },
  );
  assert.ok(pairs > 500, `${pairs}`);
});

/** What a histogram shows of these pairs; `verbs` by the number of the event at the end. */
function histograms(pairs: readonly Pair[], verbs: readonly string[]): Record<string, number[]> {
  const series: Record<string, number[]> = {};
  for (const { seconds, to } of pairs) {
    const verb = verbs[to]!;
    const labels = `verb="${verb}",kind="${verb === 'read' ? 'read' : 'other'}"`;
    series[labels] ??= [0, 0, 0, 0, 0];
    const bucket = [...BUCKETS, Number.POSITIVE_INFINITY].findIndex((bound) => seconds <= bound);
    series[labels][bucket]! += 1;
    series[labels][4]! += seconds;
  }
  return series;
}
