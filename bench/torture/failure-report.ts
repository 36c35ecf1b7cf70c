import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tally } from '../tally.js';
import { type Difference, differencesOf } from './block-differences.js';
import { type Story, storyOf } from './difference-story.js';
import { collectEvidence } from './evidence.js';
import { logFiles } from './layout.js';
import type { SeenBlocks } from './seen-blocks.js';
import { clockTime, type Moment, type Timeline } from './timeline.js';
import type { Bounds } from './truth.js';

const shownStories = 6;
const shownMoments = 60;
const collected = 200;

/**
 * Tells, for whatever was lost or counted twice, what happened at that time. Everything is in `failure.txt` of the
 * directory; resolved is the beginning of it. Empty when nothing was.
 */
export function reportFailure(
  directory: string,
  counted: { readonly bounds: Bounds; readonly found: Tally },
  watched: { readonly timeline: Timeline; readonly seen: SeenBlocks },
): readonly string[] {
  const { bounds, found } = counted;
  const differences = logFiles.flatMap(({ name }) => differencesOf(bounds, found, name));
  if (differences.length === 0) return [];
  const evidence = collectEvidence(directory, differences.slice(0, collected), watched);
  const stories = differences.slice(0, collected).map((difference) => storyOf(difference, evidence));
  const all = [`${differences.length} differences:`, ...stories.map(({ title }) => title), ''];
  writeFileSync(
    join(directory, 'failure.txt'),
    [...all, ...stories.flatMap((story) => tell(story, Infinity))].join('\n'),
  );
  const chosen = ofEveryFile(differences).map((difference) => stories[differences.indexOf(difference)]!);
  return [
    ...all.slice(0, 40),
    ...chosen.slice(0, shownStories).flatMap((story) => tell(story, shownMoments)),
  ];
}

/** The first ones of every file before the second ones of any. */
function ofEveryFile(differences: readonly Difference[]): readonly Difference[] {
  const known = differences.slice(0, collected);
  const rank = new Map(known.map((one) => [one, known.filter(({ file }) => file === one.file).indexOf(one)]));
  return [...known].sort((a, b) => rank.get(a)! - rank.get(b)!);
}

function tell({ title, moments }: Story, most: number): readonly string[] {
  const line = ({ at, what }: Moment) => `  ${clockTime(at)} ${what}`;
  const left = moments.length - most;
  const shown = left > 0 ? moments.slice(Math.ceil(left / 2), Math.ceil(left / 2) + most) : moments;
  const cut = left > 0 ? [`  (${left} moments at both ends are in failure.txt only)`] : [];
  return [`--- ${title}`, ...cut, ...shown.map(line), ''];
}
