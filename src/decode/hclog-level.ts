import { type FixedText, fixedText } from './feed.js';

const trace = fixedText('trace');
const debug = fixedText('debug');
const warn = fixedText('warn');
const error = fixedText('error');

/** The level of what Vault itself says to its operator (`==> …`). */
export const infoLevel: FixedText = fixedText('info');

/** Of go-hclog and of what came before it: logutils (Consul, Nomad) and logxi (Vault). The usual ones first. */
const spellings: readonly { readonly bytes: Uint8Array; readonly level: FixedText }[] = (
  [
    ['INFO', infoLevel],
    ['WARN', warn],
    ['DEBUG', debug],
    ['ERROR', error],
    ['TRACE', trace],
    ['ERR', error],
    ['INF', infoLevel],
    ['WRN', warn],
    ['DBG', debug],
    ['TRC', trace],
    ['FTL', error],
    ['FATAL', error],
    ['WARNING', warn],
  ] as const
).map(([spelling, level]) => ({ bytes: fixedText(spelling).bytes, level }));

/** The level that stands in brackets, padded or not, from the `[` at `open` on: `[INFO]`, `[WARN ]`, `[ERR]`. */
export function levelAt(bytes: Uint8Array, open: number, end: number): FixedText | undefined {
  for (let s = 0; s < spellings.length; s += 1) {
    const spelling = spellings[s]!.bytes;
    let i = 0;
    while (i < spelling.length && bytes[open + 1 + i] === spelling[i]) i += 1;
    if (i < spelling.length) continue;
    let close = open + 1 + i;
    while (close < end && bytes[close] === 0x20) close += 1;
    if (close < end && bytes[close] === 0x5d) return spellings[s]!.level;
  }
  return undefined;
}
