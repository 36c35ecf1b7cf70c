import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Cells, decodeLine } from '../../test/support/decode-line.js';
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

function rowsOf(line: string): number {
  return decodeLine(syslogDecoder, line, header).rows;
}

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
