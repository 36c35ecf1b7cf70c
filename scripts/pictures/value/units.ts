import { fixed } from './decimals.js';

type Format = (value: number, decimals?: number) => string;

/** As Grafana writes them. */
const formats: Readonly<Record<string, Format>> = {
  none: fixed,
  string: String,
  short: scaled(1000, ['', ' K', ' Mil', ' Bil', ' Tri']),
  locale: (value, decimals) => value.toLocaleString('en-US', { maximumFractionDigits: decimals ?? 3 }),
  percent: (value, decimals) => `${fixed(value, decimals)}%`,
  percentunit: (value, decimals) => `${fixed(value * 100, decimals)}%`,
  bytes: scaled(1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB']),
  decbytes: scaled(1000, [' B', ' kB', ' MB', ' GB', ' TB']),
  Bps: scaled(1000, [' B/s', ' kB/s', ' MB/s', ' GB/s', ' TB/s']),
  binBps: scaled(1024, [' B/s', ' KiB/s', ' MiB/s', ' GiB/s', ' TiB/s']),
  cps: scaled(1000, [' c/s', 'K c/s', 'M c/s', 'B c/s', 'T c/s']),
  ops: scaled(1000, [' ops/s', 'K ops/s', 'M ops/s', 'B ops/s', 'T ops/s']),
  reqps: scaled(1000, [' req/s', 'K req/s', 'M req/s', 'B req/s', 'T req/s']),
  s: seconds,
};

export const unitNames: readonly string[] = Object.keys(formats);

/** A value with its unit. Without `decimals` it has as many as tell something. @throws Error when the unit is not known. */
export function formatValue(unit: string, value: number, decimals?: number): string {
  const format = formats[unit];
  if (format === undefined) throw new Error(`unit ${unit} cannot be written`);
  return format(value, decimals);
}

/** Units with factor 1024 have ticks that are powers of it. */
export function isBinary(unit: string): boolean {
  return unit === 'bytes' || unit === 'binBps';
}

function scaled(factor: number, suffixes: readonly string[]): Format {
  return (value, decimals) => {
    if (!Number.isFinite(value)) return String(value);
    const power = value === 0 ? 0 : Math.floor(Math.log(Math.abs(value)) / Math.log(factor) + 1e-9);
    const index = Math.min(Math.max(power, 0), suffixes.length - 1);
    return `${fixed(value / factor ** index, decimals)}${suffixes[index]}`;
  };
}

const spans: readonly (readonly [below: number, seconds: number, suffix: string])[] = [
  [1e-6, 1e-9, ' ns'],
  [1e-3, 1e-6, ' µs'],
  [1, 1e-3, ' ms'],
  [60, 1, ' s'],
  [3600, 60, ' min'],
  [86_400, 3600, ' hour'],
  [604_800, 86_400, ' day'],
  [31_536_000, 604_800, ' week'],
  [Number.POSITIVE_INFINITY, 31_536_000, ' year'],
];

function seconds(value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return `${fixed(0, decimals)} s`;
  const [, unit, suffix] = spans.find(([below]) => Math.abs(value) < below)!;
  return `${fixed(value / unit, decimals)}${suffix}`;
}
