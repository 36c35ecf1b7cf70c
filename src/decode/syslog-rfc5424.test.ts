import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Cells, decodeLine, planOf } from '../../test/support/decode-line.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';
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

function rowsOf(line: string): number {
  return decodeLine(syslogDecoder, line, header).rows;
}

describe('syslogDecoder: RFC 5424', () => {
  it('reads header, structured data in any order, and message', () => {
    const line =
      '<84>1 2026-02-03T04:05:06.143Z - conjur 5f3c1a01 authn [action@43868 result="failure" operation="login"]' +
      '[subject@43868 role="demo:user:eve"][client@43868 ip="10.0.0.7"] demo:user:eve failed to login: reason';
    const params = [
      '"subject@43868".role',
      '"action@43868".result',
      'client@43868.ip',
      '"auth@43868".user',
      'role',
    ];
    assert.deepEqual(decode(line, params), {
      priority: '84',
      facility: 'authpriv',
      severity: 'warning',
      timestamp: '2026-02-03T04:05:06.143Z',
      program: 'conjur',
      pid: '5f3c1a01',
      msgid: 'authn',
      message: 'demo:user:eve failed to login: reason',
      '"subject@43868".role': 'demo:user:eve',
      '"action@43868".result': 'failure',
      'client@43868.ip': '10.0.0.7',
    });
  });

  it('takes every nil value as absent', () => {
    assert.deepEqual(decode('<0>1 - - - - - -'), { priority: '0', facility: 'kern', severity: 'emerg' });
    assert.deepEqual(decode('<191>1 - h - - - - m').severity, 'debug');
    assert.deepEqual(decode('<191>1 - h - - - - m').facility, 'local7');
  });

  it('undoes the three escapes and no other', () => {
    const line = '<38>1 - - p - - [x@1 v="a \\"b\\" \\\\ [c\\] \\n d"] m';
    assert.equal(decode(line, ['"x@1".v'])['"x@1".v'], 'a "b" \\ [c] \\n d');
  });

  it('takes an element without params, and the last of what is there twice', () => {
    const line = '<38>1 - - p - - [e@1][x@1 v="1" v="2" w="3"][x@1 v=""] m';
    assert.deepEqual(decode(line, ['"e@1".v', '"x@1".v', '"x@1".w', '"e@1"']), {
      priority: '38',
      facility: 'auth',
      severity: 'info',
      program: 'p',
      message: 'm',
      '"x@1".v': '',
      '"x@1".w': '3',
    });
  });

  it('passes over an octet count, a BOM, and the blank that rsyslog leaves before the message', () => {
    assert.equal(decode('57 <38>1 - vm vault 4711 - -  {"a":1}')['message'], '{"a":1}');
    assert.equal(decode('<38>1 - vm vault 4711 - - \ufeffgrüße')['message'], 'grüße');
  });

  it('takes no BOM from behind its line', () => {
    const line = Buffer.from([...Buffer.from('<38>1 - - - - - - '), 0xef, 0xbb]);
    const alone = decodeLine(syslogDecoder, line, ['message']);
    const bytes = Buffer.concat([line, Buffer.from([0xbf])]);
    const within = decodeLine(() => cutting(syslogDecoder(planOf(['message']))), bytes, ['message']);
    assert.deepEqual(within, alone);
    assert.notEqual(alone.cells['message'], undefined);
  });

  it('keeps nothing of the line before', () => {
    const columns = [...header, 'x.a', 'x.b'];
    const decoder = syslogDecoder(planOf(columns));
    const decodeNext = (line: string) => decodeLine(() => decoder, line, columns).cells;
    assert.equal(decodeNext('<38>1 - vm vault 4711 id [x a="1" b="2"] m')['x.a'], '1');
    const next = { priority: '38', facility: 'auth', severity: 'info', 'x.b': '3' };
    assert.deepEqual(decodeNext('<38>1 - - - - - [x b="3"]'), next);
    assert.deepEqual(decodeNext('Feb  3 04:05:06 vm p: m'), {
      timestamp: 'Feb  3 04:05:06',
      host: 'vm',
      program: 'p',
      message: 'm',
    });
  });

  it('refuses what is cut off or malformed', () => {
    const bad = [
      '<38>1 - vm vault 4711 - [x v="1',
      '<38>1 - vm vault 4711 - [x v="1"',
      '<38>1 - vm vault',
      '<38>1 - - - - - [',
    ];
    bad.push(
      '<38>1 - - - - - [x v=1] m',
      '<38>1 - - - - - [x v="1"]m',
      '<38>1 - - - - - x',
      '<38>1 - - - - ',
      '<38>1 -  - - - -',
    );
    for (const line of bad) assert.equal(rowsOf(line), NOT_MINE, line);
  });
});

/** Leaves the last byte of the line to be read past. */
function cutting(decoder: LineDecoder): LineDecoder {
  return { decode: (bytes, start, end, row, batch) => decoder.decode(bytes, start, end - 1, row, batch) };
}
