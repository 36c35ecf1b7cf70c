import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Cells, decodeLine, planOf } from '../../test/support/decode-line.js';
import { hostileLine, misleading } from '../../test/support/hostile-bytes.js';
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

describe('syslogDecoder: RFC 3164', () => {
  const rest = { host: 'vm', program: 'vault', pid: '4711', message: 'sealed: no' };

  it('reads lines with and without PRI, with each kind of time', () => {
    for (const timestamp of [
      'Feb  3 04:05:06',
      'Feb 3 04:05:06',
      'Feb 13 04:05:06.250',
      '2026-02-03T04:05:06.811684+00:00',
    ]) {
      assert.deepEqual(decode(`${timestamp} vm vault[4711]: sealed: no`), { timestamp, ...rest });
      const wire = decode(`<13>${timestamp} vm vault[4711]: sealed: no`);
      assert.deepEqual(wire, { priority: '13', facility: 'user', severity: 'notice', timestamp, ...rest });
      const { host: _, ...local } = rest;
      assert.deepEqual(decode(`${timestamp} vault[4711]: sealed: no`), { timestamp, ...local });
    }
  });

  it('reads tags of every shape', () => {
    const tags: [string, string, string?][] = [
      ['sudo:', 'sudo'],
      ['postfix/smtpd[12]:', 'postfix/smtpd', '12'],
      ['(systemd)[9]:', '(systemd)', '9'],
      ['a::b[9]:', 'a::b', '9'],
      ['prog[]:', 'prog'],
      ['prog[7]', 'prog', '7'],
    ];
    for (const [tag, program, pid] of tags) {
      const cells = decode(`Feb  3 04:05:06 2001:db8::1 ${tag}    alice : TTY=pts/0`);
      assert.deepEqual(cells, {
        timestamp: 'Feb  3 04:05:06',
        host: '2001:db8::1',
        program,
        ...(pid === undefined ? {} : { pid }),
        message: 'alice : TTY=pts/0',
      });
    }
  });

  it('takes a message without tag, and anything behind a PRI', () => {
    assert.equal(
      decode('Feb  3 04:05:06 vm last message repeated 2 times')['message'],
      'last message repeated 2 times',
    );
    assert.equal(decode('<6>[ 12.3] usb 1-1: new')['message'], '[ 12.3] usb 1-1: new');
    assert.deepEqual(decode('<38>vault[1]: x').program, 'vault');
    const empty = { timestamp: 'Feb  3 04:05:06', host: 'vm', program: 'vault' };
    assert.deepEqual(decode('Feb  3 04:05:06 vm vault:'), empty);
  });

  it('leaves the lines of other logs that begin with a time', () => {
    const others = [
      '2026-02-03T04:05:06.789Z [INFO]  core: vault is sealed',
      '2026-02-03T04:05:06.789Z stdout F core: vault is sealed',
      '2026-02-03T04:05:06.789Z ==> Vault shutdown triggered',
      '{"time":"2026-02-03T04:05:06.789Z"}',
      'Feb  3 04:05:06.x vm vault[1]: x',
      'Feb  3 04:05:06x vm vault[1]: x',
      'Febr 3 04:05:06 vm vault[1]: x',
      'Foo 13 04:05:06 vm vault[1]: x',
      '<192>Feb  3 04:05:06 vm vault[1]: x',
      '<>Feb  3 04:05:06 vm vault[1]: x',
      'plain text',
    ];
    for (const line of others) assert.equal(rowsOf(line), NOT_MINE, line);
  });
});

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

/** Leaves the last byte of the line to be read past. */
function cutting(decoder: LineDecoder): LineDecoder {
  return { decode: (bytes, start, end, row, batch) => decoder.decode(bytes, start, end - 1, row, batch) };
}
