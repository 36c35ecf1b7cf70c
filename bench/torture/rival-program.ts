// Runs a module from npm on the files of a torture run and remembers the number of every line it gives.
import { join } from 'node:path';
import { followWithLogdna } from './follow-with-logdna.js';
import { followWithTailFile } from './follow-with-tail-file.js';
import { logFiles } from './layout.js';
import type { FollowFile, RivalAnswer, RivalQuestion } from './rival-messages.js';
import { SeqCounts } from './seq-counts.js';

const follow: Readonly<Record<string, FollowFile>> = {
  logdna: followWithLogdna,
  'tail-file': followWithTailFile,
};
const [name, directory] = process.argv.slice(2) as [string, string];
const counts = new Map(logFiles.map((file) => [file.name, new SeqCounts()]));

process.on('message', ({ written }: RivalQuestion) => {
  const entries = [...counts].map(([file, seen]) => {
    const truth = written?.[file];
    return [
      file,
      truth === undefined ? { lost: 0, twice: 0, windowCounted: 0 } : seen.losses(truth),
    ] as const;
  });
  const counted = [...counts.values()].reduce((sum, { total }) => sum + total, 0);
  process.send?.({ counted, losses: Object.fromEntries(entries) } satisfies RivalAnswer);
});
process.once('disconnect', () => process.exit(0));

for (const file of logFiles) {
  const seen = counts.get(file.name)!;
  await follow[name]?.(file, join(directory, file.path), (text) => seen.line(text));
}
process.send?.({ counted: 0, losses: {} } satisfies RivalAnswer);
