type Calc = (values: readonly number[]) => number | undefined;

interface NamedCalc {
  /** The head of its column in a legend. */
  readonly head: string;
  readonly of: Calc;
}

const calcs: Readonly<Record<string, NamedCalc>> = {
  lastNotNull: { head: 'Last *', of: (values) => values.at(-1) },
  firstNotNull: { head: 'First *', of: (values) => values[0] },
  min: { head: 'Min', of: (values) => (values.length === 0 ? undefined : Math.min(...values)) },
  max: { head: 'Max', of: (values) => (values.length === 0 ? undefined : Math.max(...values)) },
  sum: { head: 'Total', of: (values) => (values.length === 0 ? undefined : total(values)) },
  mean: { head: 'Mean', of: (values) => (values.length === 0 ? undefined : total(values) / values.length) },
};

export const calcNames: readonly string[] = Object.keys(calcs);

/** One number of many; missing ones and NaN left out. @throws Error when the calculation is not known. */
export function reduce(calc: string, values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value): value is number => value !== null && !Number.isNaN(value));
  return calcOf(calc).of(known);
}

export function calcHead(calc: string): string {
  return calcOf(calc).head;
}

function calcOf(name: string): NamedCalc {
  const calc = calcs[name];
  if (calc === undefined) throw new Error(`no calculation ${name}`);
  return calc;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
