import assert from 'node:assert/strict';
import { it } from 'node:test';
import { decodeLine } from '../../test/support/decode-line.js';
import { hclogDecoder } from './hclog-decoder.js';
import { logfmtDecoder } from './logfmt-decoder.js';
import { syslogDecoder } from './syslog-decoder.js';

const unit = [
  '[',
  'm[',
  '| ',
  ' |',
  ': ',
  'a: b ',
  'a=',
  'a= ',
  '"',
  '\\',
  'a="',
  '" ',
  '[a b="',
  '="x" ',
  '1;',
  ' ',
];
const heads = [
  '',
  '[INFO]  core: ',
  '[INFO]  core: x: a=',
  '<38>1 - - - - - [a',
  'Feb  3 04:05:06 ',
  'a="',
  '\x1b[',
];

// At 1 MiB a decoder that looks back over the line at each step would need hours.
for (const [name, make] of Object.entries({ hclogDecoder, logfmtDecoder, syslogDecoder })) {
  it(`${name} takes time linear in the line`, { timeout: 60_000 }, () => {
    for (const head of heads) {
      for (const text of unit) {
        const line = head + text.repeat(2 ** 20 / text.length);
        assert.ok(decodeLine(make, line, ['message', 'a', 'a.b'], ['timestamp', 'a']).rows <= 1);
        assert.ok(decodeLine(make, `${line}m`, ['message', 'a', 'a.b'], ['timestamp', 'a']).rows <= 1);
      }
    }
  });
}
