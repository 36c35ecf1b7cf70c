import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryCondition, arbitraryEvent, arbitraryLine } from '../../test/support/arbitrary-condition.js';
import { meets } from '../../test/support/conditions.js';
import { naiveCondition } from '../../test/support/naive-condition.js';

test('agrees with an evaluator written a second time', () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(arbitraryCondition, arbitraryEvent, arbitraryLine, (data, event, line) => {
      const expected = naiveCondition(data, event, line);
      seen[`${expected}`] += 1;
      assert.equal(meets(data, event, line), expected);
    }),
    { numRuns: 5000 },
  );
  // Were nearly all of them one way, agreement would say little.
  assert.ok(seen.true > 500 && seen.false > 500, JSON.stringify(seen));
});
