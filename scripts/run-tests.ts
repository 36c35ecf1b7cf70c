/**
 * Runs the compiled tests under build/ with node's test runner. The command line of that runner takes folders in
 * Node 20 and patterns from 22 on; this works in all of them. Arguments choose files by a part of their name.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { listFiles } from './list-files.js';

const wanted = process.argv.slice(2);
const compiled = ['build/src', 'build/test', 'build/bench', 'build/scripts'].flatMap((folder) =>
  existsSync(folder) ? listFiles(folder, (name) => name.endsWith('.test.js')) : [],
);
// A test whose source was deleted may still lie in build/.
const files = compiled
  .filter((file) => existsSync(file.replace(/^build\//, '').replace(/\.js$/, '.ts')))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));

if (files.length === 0) {
  process.stderr.write(`no test file matches ${wanted.join(', ') || 'build/**/*.test.js'}\n`);
  process.exitCode = 1;
} else {
  run({ files, concurrency: Math.max(2, availableParallelism()), timeout: 600_000 })
    .on('test:fail', () => {
      process.exitCode = 1;
    })
    .compose(new spec())
    .pipe(process.stdout);
}
