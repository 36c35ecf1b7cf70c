import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Cells, decodeLine } from '../../test/support/decode-line.js';
import { hostileLine, misleading } from '../../test/support/hostile-bytes.js';
import { NOT_MINE } from './line-decoder.js';
import { syslogDecoder } from './syslog-decoder.js';

const header = [
  'priority',
  'facility',
  'severity',
  'timestamp',
  'host',
  'program',
  'pid',
  'msgid',
  'message',
];

function decode(line: string | Uint8Array, params: string[] = []): Cells {
  const { rows, cells } = decodeLine(syslogDecoder, line, [...header, ...params]);
  assert.equal(rows, 1, Buffer.from(line).toString());
  return cells;
}

describe('syslogDecoder: properties', () => {
  const params = ['"id@1".p', '"x@1".v'];

  it('never throws, and looks at nothing outside of its line', () => {
    fc.assert(
      fc.property(hostileLine, misleading, (line, around) => {
        const plain = decodeLine(syslogDecoder, line, [...header, ...params], ['message', '"id@1".p']);
        assert.ok([NOT_MINE, 1].includes(plain.rows));
        if (plain.rows === NOT_MINE) assert.deepEqual(plain.cells, {});
        assert.deepEqual(
          decodeLine(syslogDecoder, line, [...header, ...params], ['message', '"id@1".p'], around),
          plain,
        );
      }),
      { numRuns: 3000 },
    );
  });

  const name = fc.stringMatching(/^[!#-<>-\\^-~]{1,12}$/).filter((text) => text !== '-');
  const value = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', ']', '[', '=', 'é', 'n') });
  const message = fc.string().filter((text) => text !== '' && !text.startsWith(' '));

  it('gives back what an RFC 5424 line was made of', () => {
    const param = fc.tuple(name, name, value);
    fc.assert(
      fc.property(
        fc.nat(191),
        name,
        fc.array(param, { maxLength: 4 }),
        message,
        (prival, word, data, text) => {
          const wanted = new Map<string, string>();
          let elements = '';
          for (const [id, key, content] of data) {
            elements += `[${id} ${key}="${content.replace(/["\\\]]/g, '\\$&')}"]`;
            wanted.set(`${quoted(id)}.${quoted(key)}`, content);
          }
          const line = `<${prival}>1 2026-02-03T04:05:06Z ${word} ${word} ${word} ${word} ${elements || '-'} ${text}`;
          const cells = decode(line, [...wanted.keys()]);
          for (const [path, content] of wanted) assert.equal(cells[path], content);
          for (const part of ['host', 'program', 'pid', 'msgid']) assert.equal(cells[part], word);
          assert.equal(cells['message'], text);
          assert.equal(cells['priority'], String(prival));
        },
      ),
    );
  });

  it('gives back what an RFC 3164 line was made of', () => {
    const host = fc.stringMatching(/^[a-z][a-z0-9.-]{0,9}$/);
    fc.assert(
      fc.property(host, host, fc.nat(99999), message, (vm, program, pid, text) => {
        const line = `Feb 13 04:05:06 ${vm} ${program}[${pid}]: ${text}`;
        const expected = { timestamp: 'Feb 13 04:05:06', host: vm, program, pid: String(pid), message: text };
        assert.deepEqual(decode(line), expected);
      }),
    );
  });
});

function quoted(segment: string): string {
  return `"${segment.replace(/["\\]/g, '\\$&')}"`;
}
