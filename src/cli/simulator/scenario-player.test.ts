import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../base/random.js';
import { Agenda } from './agenda.js';
import type { Scenario } from './scenario.js';
import { playScenarios } from './scenario-player.js';
import { Stage } from './stage.js';

/** When which scenario began within 100 s; the one called `seals` keeps Vault sealed for 12.5 s. */
function play(
  names: readonly string[],
  programme: { every: number; forEver: boolean; rest: number },
): string[] {
  const agenda = new Agenda();
  const stage = new Stage(seededRandom(1), agenda, (at) => at);
  const began: string[] = [];
  const scenarios = names.map(
    (name): Scenario => ({
      name,
      summary: name,
      run: () => {
        stage.sealed = name === 'seals';
        agenda.after(12_500, () => {
          stage.sealed = false;
        });
      },
    }),
  );
  const begins = ({ name }: Scenario) => began.push(`${agenda.now / 1_000} ${name}`);
  playScenarios(stage, { scenarios, firstAfter: 4_000, ...programme, begins });
  agenda.runUntil(100_000);
  return began;
}

test('each is played once', () => {
  assert.deepEqual(play(['a', 'b', 'c'], { every: 20_000, forEver: false, rest: 0 }), [
    '4 a',
    '24 b',
    '44 c',
  ]);
});

test('they go round, with a rest behind the last one', () => {
  const began = play(['a', 'b'], { every: 10_000, forEver: true, rest: 30_000 });
  assert.deepEqual(began, ['4 a', '14 b', '54 a', '64 b']);
});

test('none begins while Vault is sealed', () => {
  const began = play(['seals', 'b', 'c'], { every: 5_000, forEver: false, rest: 0 });
  assert.deepEqual(began, ['4 seals', '17 b', '22 c']);
});

test('without scenarios nothing happens', () => {
  assert.deepEqual(play([], { every: 5_000, forEver: true, rest: 0 }), []);
});
