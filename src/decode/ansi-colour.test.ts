import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { colourEnd, colourStart } from './ansi-colour.js';

it('finds colour codes from both sides, as a regular expression does', () => {
  const text = fc
    .array(
      fc.constantFrom(
        '\x1b[',
        '#033[',
        '\x1b[94m',
        '#033[1;94m',
        'm',
        '[',
        '9',
        ';',
        '#',
        '0',
        '3',
        ' ',
        '\x1b',
      ),
    )
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (line) => {
      const bytes = Buffer.from(line);
      for (let i = 0; i <= bytes.length; i += 1) {
        const ahead = /^(?:\x1b|#033)\[[\d;]*m/.exec(line.slice(i));
        assert.equal(colourEnd(bytes, i, bytes.length), ahead === null ? -1 : i + ahead[0].length);
        const behind = /(?:\x1b|#033)\[[\d;]*m$/.exec(line.slice(0, i));
        assert.equal(colourStart(bytes, 0, i), behind === null ? -1 : behind.index);
      }
    }),
    { numRuns: 2000 },
  );
});
