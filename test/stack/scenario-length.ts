import { seededRandom } from '../../src/base/random.js';
import { Agenda } from '../../src/cli/simulator/agenda.js';
import type { Scenario } from '../../src/cli/simulator/scenario.js';
import { Stage } from '../../src/cli/simulator/stage.js';

const longest = 300_000;
const step = 100;

/** Milliseconds from the start of a scenario to its last line. */
export function scenarioLength(scenario: Scenario): number {
  const agenda = new Agenda();
  const stage = new Stage(seededRandom(1), agenda, () => agenda.now);
  scenario.run(stage);
  let last = 0;
  for (let time = 0; time <= longest; time += step) {
    agenda.runUntil(time);
    if (Object.values(stage.take()).some((lines) => lines.length > 0)) last = time;
  }
  if (last === 0 || last === longest) throw new Error(`${scenario.name} has no end`);
  return last;
}
