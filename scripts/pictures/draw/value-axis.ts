import type { FieldConfig } from '../model/dashboard-json.js';
import { formatValue, isBinary } from '../value/units.js';
import type { ChartTick } from './chart-spec.js';
import { styleOf } from './series-style.js';
import { roundStep, ticks as roundTicks } from './ticks.js';

/** A tick for so many pixels of the height. */
const tickEvery = 38;

/** From where to where the values reach on the axis, and what is written beside it. */
export function valueAxis(
  values: readonly number[],
  config: FieldConfig,
  height: number,
): { low: number; high: number; ticks: ChartTick[] } {
  const { unit = 'none', decimals } = config;
  const { softMin, softMax } = styleOf(config);
  const finite = values.filter(Number.isFinite);
  const least = config.min ?? Math.min(...finite, softMin ?? Number.POSITIVE_INFINITY);
  const most = config.max ?? Math.max(...finite, softMax ?? Number.NEGATIVE_INFINITY);
  const [from, to] = spread(least, most);
  const options = { base: isBinary(unit) ? 1024 : 10, whole: decimals === 0 };
  const count = Math.max(2, Math.floor(height / tickEvery));
  const step = roundStep((to - from) / count, options.base, options.whole);
  const low = config.min ?? Math.floor(from / step + 1e-9) * step;
  const high = config.max ?? Math.ceil((to + (to - from) * 0.03) / step - 1e-9) * step;
  const all = roundTicks(low, high, (high - low) / step, options);
  return { low, high, ticks: all.map((at) => ({ at, text: formatValue(unit, at, decimals) })) };
}

/** An axis has a length, also when all values are the same or there is none. */
function spread(least: number, most: number): [number, number] {
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 1];
  if (most > least) return [least, most];
  return least === 0 ? [0, 1] : [Math.min(0, least), Math.max(0, least)];
}
