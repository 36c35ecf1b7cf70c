import { nearestWord } from '../../config/nearest-word.js';
import type { Flags, Parsed } from '../flags.js';
import { UsageError } from '../terminal.js';
import { type Scenario, scenarios } from './scenarios.js';

/** What the command line says of a simulation. */
export interface SimulationPlan {
  readonly seed: number;
  readonly rate: number;
  readonly speed: number;
  readonly scenarios: readonly Scenario[];
  /** Milliseconds from the start of one scenario to the start of the next. */
  readonly every: number;
  /** Milliseconds after which it ends. */
  readonly length: number | undefined;
}

const fastest = 3_000;
/** What a timer can wait for: 24 days. */
const mostSeconds = 2_147_483;
const names = scenarios.map(({ name }) => name);

/** The options that `demo` and `simulate` share; `every` is the default of that option, in seconds. */
export function simulationFlags(every: string): Flags {
  return {
    scenario: {
      value: 'NAME[,NAME…]',
      default: 'all',
      help: 'Scenarios in the order to play them, "all", or "none".',
    },
    every: {
      value: 'N',
      default: every,
      help: 'Seconds from one scenario to the next.',
    },
    rate: {
      value: 'N',
      default: '1',
      help: 'Traffic of programs, in multiples of the usual; that of people stays.',
    },
    seed: { value: 'N', default: '1', help: 'Another seed, another story.' },
    speed: {
      value: 'N',
      default: '1',
      help: `Up to ${fastest}. Above 1 it begins a day ago, N times as fast as the clock until now.`,
    },
    seconds: { value: 'N', help: 'End after so many seconds.' },
  };
}

/** The scenarios with what happens in them, as lines of a help text. */
export function describeScenarios(): string {
  const width = Math.max(...names.map((name) => name.length));
  return scenarios.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n');
}

/** @throws UsageError */
export function simulationPlan(parsed: Parsed): SimulationPlan {
  const seconds = parsed.has('seconds') ? numberOf(parsed, 'seconds', 0, mostSeconds, true) : undefined;
  return {
    seed: numberOf(parsed, 'seed', 0, 2 ** 32 - 1, true),
    rate: numberOf(parsed, 'rate', 0.01, 100, false),
    speed: numberOf(parsed, 'speed', 1, fastest, false),
    scenarios: scenariosOf(parsed.get('scenario')!),
    every: numberOf(parsed, 'every', 1, 1e6, false) * 1_000,
    length: seconds === undefined ? undefined : seconds * 1_000,
  };
}

function scenariosOf(text: string): readonly Scenario[] {
  if (text === 'all') return scenarios;
  if (text === 'none') return [];
  return text.split(',').map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (found !== undefined) return found;
    const near = nearestWord(name, names);
    const guess = near === undefined ? '' : `did you mean "${near}"? `;
    throw new UsageError(`unknown scenario "${name}"; ${guess}there are: all, none, ${names.join(', ')}`);
  });
}

function numberOf(parsed: Parsed, name: string, least: number, most: number, whole: boolean): number {
  const text = parsed.get(name)!;
  const value = Number(text);
  const plain = whole ? /^\d+$/ : /^\d+(\.\d+)?$/;
  if (plain.test(text) && value >= least && value <= most) return value;
  const kind = whole ? 'a whole number' : 'a number';
  throw new UsageError(`option "--${name}" must be ${kind} from ${least} to ${most}, found "${text}"`);
}
