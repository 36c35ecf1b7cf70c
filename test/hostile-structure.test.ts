import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manualClock } from '../src/base/clock.js';
import { configForFiles } from '../src/config/config-for-files.js';
import { compileConfig } from '../src/exporter/compile-config.js';
import { openMetricsFormat, textFormat } from '../src/expose/format.js';
import { renderText } from '../src/expose/render-text.js';
import { instrumentFamilies } from '../src/series/instrument-families.js';
import { SourceAccounts } from '../src/series/source-account.js';
import { hostileLine } from './support/hostile-bytes.js';
import { mutatedJson } from './support/mutated-json.js';
import { parseExposition } from './support/parse-exposition.js';
import { presetFixture } from './support/truth/replay-preset.js';

/** A preset at work; its series are what came since the last look. */
class Counter {
  readonly #accounts = new SourceAccounts([]);
  readonly #pipeline;
  readonly #before = new Map<string, number>();

  constructor(preset: string) {
    const clock = manualClock(Date.UTC(2026, 10, 21));
    const loaded = configForFiles([{ name: 'log', files: ['-'], preset }]);
    this.#pipeline = compileConfig(loaded, { telemetry: this.#accounts, clock }).pipelines.get('log')!;
  }

  take(bytes: Buffer): void {
    const file = { id: 1, path: 'log' };
    this.#pipeline.take({ source: 'log', file, bytes, start: 0, end: bytes.length, offset: 0, tooLong: 0 });
  }

  get lines() {
    return this.#accounts.of('log').lines;
  }

  changes(): Record<string, number> {
    const changed: Record<string, number> = {};
    for (const instrument of this.#pipeline.instruments) {
      // The time of the last event is read once a batch, so there it matters what stands together.
      if (instrument.definition.type === 'gauge') continue;
      for (let slot = 0; slot < instrument.size; slot += 1) {
        const key = `${instrument.definition.name}{${instrument.labels(slot)}}`;
        const value = instrument.value(slot);
        const before = this.#before.get(key) ?? 0;
        if (value !== before) changed[key] = value - before;
        this.#before.set(key, value);
      }
    }
    return changed;
  }

  /** Both formats, read back by a strict reader. */
  check(): void {
    for (const format of [textFormat, openMetricsFormat]) {
      const text = [...renderText(instrumentFamilies(this.#pipeline.instruments), format)].join('');
      assert.ok(parseExposition(Buffer.from(text).toString(), format.name).size > 5);
    }
  }
}

const linesOf = (fixture: string): string[] =>
  presetFixture(fixture)
    .split('\n')
    .filter((line) => line !== '');
const objectsOf = (fixture: string): object[] =>
  linesOf(fixture)
    .filter((line) => /^{.*}$/.test(line))
    .map((line) => JSON.parse(line));
const mutated = (fixture: string) =>
  mutatedJson(fc.constantFrom(...objectsOf(fixture))).map((text) => Buffer.from(text));

/** A line of the log, often with something that nobody writes put in, or in place of a part of it. */
function spliced(fixture: string): fc.Arbitrary<Buffer> {
  const whole = fc.constantFrom(...linesOf(fixture)).map((line) => Buffer.from(line));
  const changed = fc
    .tuple(whole, fc.nat(200), fc.nat(30), hostileLine)
    .map(([line, at, cut, put]) => Buffer.concat([line.subarray(0, at), put, line.subarray(at + cut)]));
  // What holds a line end is more than one line.
  return fc
    .oneof(whole, { weight: 3, arbitrary: changed })
    .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0a)));
}

const newline = Buffer.from('\n');
const cases = [
  ['vault-audit', 'structure', mutated('vault-audit.log')],
  ['vault-audit', 'bytes', spliced('vault-audit.log')],
  ['conjur', 'structure', mutated('conjur-appliance.jsonl')],
  [
    'conjur',
    'bytes',
    fc.oneof(spliced('conjur-rfc5424.log'), spliced('conjur-oss.log'), spliced('conjur-v4.jsonl')),
  ],
  ['vault-server', 'bytes', spliced('vault-server.log')],
] as const;

for (const [preset, kind, line] of cases) {
  test(`${preset}, ${kind} turned upside down: each line counts the same whatever stands around it`, () => {
    const [together, alone] = [new Counter(preset), new Counter(preset)];
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const { event, ignored, invalid } = { ...together.lines };
        together.take(Buffer.concat(lines.flatMap((bytes) => [bytes, newline])));
        for (const bytes of lines) alone.take(Buffer.concat([bytes, newline]));
        const { lines: now } = together;
        assert.equal(now.event + now.ignored + now.invalid, event + ignored + invalid + lines.length);
        if (kind === 'structure') assert.equal(now.invalid, invalid, 'all of it is JSON');
        assert.deepEqual(together.changes(), alone.changes());
        assert.deepEqual(now, alone.lines);
      }),
      { numRuns: 250 },
    );
    assert.ok(
      together.lines.event > 100 && together.lines.ignored > 0,
      'the lines came near enough to count',
    );
    together.check();
  });
}
