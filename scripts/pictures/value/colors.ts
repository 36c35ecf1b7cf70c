/** Grafana's names in its dark theme. */
const named: Readonly<Record<string, string>> = {
  green: '#73bf69',
  'dark-green': '#37872d',
  'semi-dark-green': '#56a64b',
  'light-green': '#96d98d',
  yellow: '#fade2a',
  'dark-yellow': '#e0b400',
  'semi-dark-yellow': '#f2cc0c',
  'light-yellow': '#ffee52',
  red: '#f2495c',
  'dark-red': '#c4162a',
  'semi-dark-red': '#e02f44',
  'light-red': '#ff7383',
  blue: '#5794f2',
  'dark-blue': '#1f60c4',
  'semi-dark-blue': '#3274d9',
  'light-blue': '#8ab8ff',
  orange: '#ff9830',
  'dark-orange': '#fa6400',
  'semi-dark-orange': '#ff780a',
  'light-orange': '#ffb357',
  purple: '#b877d9',
  'dark-purple': '#8f3bb8',
  'semi-dark-purple': '#a352cc',
  'light-purple': '#ca95e5',
  text: '#ccccdc',
  gray: '#808080',
  transparent: 'transparent',
};

export const colorNames: readonly string[] = Object.keys(named);

/** Of series that have no colour of their own, in their order. */
const palette = [
  ...['green', 'semi-dark-yellow', 'light-blue', 'semi-dark-orange', 'red', 'blue', 'purple'],
  ...['dark-green', 'yellow', 'dark-orange', 'light-purple', 'dark-blue', 'light-green', 'dark-red'],
];

/** `#rrggbb` or `transparent`; of a name, or as it is. @throws Error when there is no such name. */
export function colorOf(name: string): string {
  if (/^#[0-9a-f]{6}$/i.test(name)) return name.toLowerCase();
  const color = named[name];
  if (color === undefined) throw new Error(`no colour ${name}`);
  return color;
}

export function paletteColor(index: number): string {
  return colorOf(palette[index % palette.length]!);
}

/** `color` (`#rrggbb`) that covers `opacity` (0 to 1) of `ground`. */
export function blend(color: string, ground: string, opacity: number): string {
  if (color === 'transparent') return ground;
  const [above, below] = [channels(color), channels(ground)];
  return hex(above.map((value, index) => value * opacity + below[index]! * (1 - opacity)));
}

/** The colour at `share` (0 to 1) of the way through a list of colours at equal distances. */
export function between(colors: readonly string[], share: number): string {
  const at = Math.min(Math.max(share, 0), 1) * (colors.length - 1);
  const index = Math.min(Math.floor(at), colors.length - 2);
  return blend(colors[index + 1]!, colors[index]!, at - index);
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function hex(values: readonly number[]): string {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}
