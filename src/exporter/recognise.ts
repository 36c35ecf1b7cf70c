import { type PresetRecogniser, presetRecognisers } from '../config/presets.js';
import { Batch } from '../decode/batch.js';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { readLines } from '../decode/read-lines.js';
import { Matcher } from '../match/matcher.js';
import { parseCondition } from '../match/parse-condition.js';
import { lineDecoderFor } from './line-decoder-for.js';
import { SourceFields } from './source-fields.js';

/** Which preset a log belongs to, by its first lines; or why that cannot be told. */
export type Recognition =
  | { readonly preset: string; readonly reason: string }
  | { readonly preset: undefined; readonly reason: string };

/** At least this share of the lines must be the preset's own. */
const ENOUGH = 0.5;

/**
 * Asks each preset how many of the lines in `sample` are of its log. Sure only when one of them takes at least half of
 * the lines, and more than any other.
 */
export function recognise(sample: Buffer, recognisers = presetRecognisers()): Recognition {
  const lines = countLines(sample);
  if (lines === 0) return { preset: undefined, reason: 'there is no complete line yet' };
  const scores = recognisers
    .map((recogniser) => ({ name: recogniser.name, lines: countOwn(sample, recogniser) }))
    .sort((a, b) => b.lines - a.lines);
  const [best, second] = scores;
  const told = scores.map((score) => `${score.lines} like ${score.name}`).join(', ');
  const reason = `of the first ${lines} lines ${told}`;
  const sure = best !== undefined && best.lines >= lines * ENOUGH && best.lines > (second?.lines ?? 0);
  return { preset: sure ? best.name : undefined, reason };
}

function countLines(sample: Buffer): number {
  return sample
    .toString('latin1')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}

/** Lines that the preset's formats read and that meet its `recognise`. */
function countOwn(sample: Buffer, recogniser: PresetRecogniser): number {
  const { data, origin } = recogniser.condition;
  const condition = parseCondition(data, origin.path, origin.issues);
  if (condition === undefined) return 0;
  const fields = new SourceFields(
    { fields: recogniser.fields, time: undefined, id: undefined },
    [condition],
    [],
  );
  const batch = new Batch(fields.plan, new Dictionary(readJsonValue));
  const decoder = lineDecoderFor(recogniser.formats, fields.plan);
  const matcher = new Matcher([condition], (field) => fields.column(field));
  let own = 0;
  for (let at = 0; at < sample.length; ) {
    at = readLines(decoder, sample, at, sample.length, batch);
    batch.resolveAliases();
    matcher.match(batch);
    const met = new Set<number>();
    for (let row = 0; row < batch.rows; row += 1) {
      if (matcher.holds(matcher.outcomes[row]!, 0)) met.add(batch.lineNumber[row]!);
    }
    own += met.size;
  }
  return own;
}
