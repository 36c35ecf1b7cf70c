import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultTable } from './result-table.js';
import { Tally } from './tally.js';

const truth = { bytes: 10_000_000, lines: 1000, tally: new Tally() };
const run = (cpuSeconds: number) => ({
  ...{ cpuSeconds, wallSeconds: cpuSeconds, peakRssBytes: 50 << 20 },
  ...{ exitCode: 0, stdout: '', stderr: '' },
});

test('medians, speeds and ratios to the loop and to mtail', () => {
  const table = resultTable(
    [
      { name: 'loop', runs: [run(2), run(1), run(9)], problems: [] },
      { name: 'ours', runs: [run(1)], problems: [] },
      { name: 'mtail', runs: [run(4)], problems: [] },
    ],
    truth,
  );
  assert.deepEqual(table.split('\n').slice(2, 5), [
    '| loop | 5.0 | 500 | 2.00 (1.00–9.00) | 2.00 | 50 | 1.00 | 2.00 | exact |',
    '| ours | 10.0 | 1,000 | 1.00 (1.00–1.00) | 1.00 | 50 | 2.00 | 4.00 | exact |',
    '| mtail | 2.5 | 250 | 4.00 (4.00–4.00) | 4.00 | 50 | 0.50 | 1.00 | exact |',
  ]);
});

test('a wrong count has no speed, and nothing is compared with it', () => {
  const table = resultTable(
    [
      { name: 'loop', runs: [run(2)], problems: [] },
      { name: 'mtail', runs: [run(1)], problems: ['calls: 1 instead of 2'] },
    ],
    truth,
  );
  assert.deepEqual(table.split('\n').slice(2, 4), [
    '| loop | 5.0 | 500 | 2.00 (2.00–2.00) | 2.00 | 50 | 1.00 | – | exact |',
    '| mtail | – | – | – | – | – | – | – | WRONG |',
  ]);
});
