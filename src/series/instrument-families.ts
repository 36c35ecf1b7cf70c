import type { Family, FamilyPart } from './family.js';
import type { Instrument } from './instrument.js';

/**
 * The families of all sources: instruments of one name are one family, whatever source they belong to. The HELP text
 * is that of the first one; where the rules stand in several files, it names them all. `view` is how each is shown.
 */
export function instrumentFamilies(
  instruments: Iterable<Instrument>,
  view: (instrument: Instrument) => FamilyPart = (instrument) => instrument,
): Family[] {
  const byName = new Map<string, Instrument[]>();
  for (const instrument of instruments) {
    const { name } = instrument.definition;
    byName.set(name, [...(byName.get(name) ?? []), instrument]);
  }
  return [...byName].map(([name, parts]) => {
    const { type, buckets } = parts[0]!.definition;
    const help = joinedHelp(parts.map(({ definition }) => definition.help));
    return { name, type, help, buckets, parts: parts.map(view) };
  });
}

const place = / (\([^()]*:\d+\))$/;

/** The first of the help texts of one family, with the places where all its rules stand. */
export function joinedHelp(helps: readonly string[]): string {
  const text = helps[0]!.replace(place, '');
  const places = [...new Set(helps.flatMap((help) => place.exec(help)?.[1]?.slice(1, -1) ?? []))];
  return places.length === 0 ? text : `${text} (${places.join(', ')})`;
}
