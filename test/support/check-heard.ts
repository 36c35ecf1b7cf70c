import assert from 'node:assert/strict';
import type { LineLedger } from './line-ledger.js';

/** Every line that has been in a file came once and whole; those in no file any more may be missing. */
export function checkHeard(lines: readonly string[], ledger: LineLedger): void {
  const heard = new Set(lines);
  assert.deepEqual(duplicates(lines), [], 'lines came twice');
  assert.deepEqual(
    [...ledger.written].filter((line) => !heard.has(line) && !ledger.excused.has(line)),
    [],
    'lines were lost',
  );
  assert.deepEqual(
    [...heard].filter((line) => !ledger.isOf(line)),
    [],
    'lines that nobody wrote',
  );
  assert.equal(
    ledger.outOfOrder(lines, 'the same'),
    undefined,
    'a line came before an earlier one of its file',
  );
}

function duplicates(lines: readonly string[]): string[] {
  const seen = new Set<string>();
  return lines.filter((line) => seen.size === seen.add(line).size);
}
