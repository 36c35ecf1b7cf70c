import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Cells, decodeLine } from '../../test/support/decode-line.js';
import { hclogDecoder } from './hclog-decoder.js';
import { NO_EVENT, NOT_MINE } from './line-decoder.js';

const fields = ['timestamp', 'level', 'module', 'message'];

function decode(line: string, more: string[] = []): Cells {
  const { rows, cells } = decodeLine(hclogDecoder, line, [...fields, ...more]);
  assert.equal(rows, 1, line);
  return cells;
}

function rowsOf(line: string): number {
  return decodeLine(hclogDecoder, line, fields).rows;
}

describe('hclogDecoder: headers', () => {
  const line = '2026-02-03T04:05:06.789Z [INFO]  core: vault is unsealed';
  const expected = {
    timestamp: '2026-02-03T04:05:06.789Z',
    level: 'info',
    module: 'core',
    message: 'vault is unsealed',
  };
  const headers = [
    'Feb  3 04:05:06 vm vault[4711]: ',
    '2026-02-03T04:05:06.811684+00:00 vm vault[4711]: ',
    '<30>1 2026-02-03T04:05:06.811684+00:00 vm vault 4711 - -  ',
    '<30>1 2026-02-03T04:05:06Z vm vault 4711 - [meta sequenceId="1"] ',
    '2026-02-03T04:05:06.1Z stdout F ',
    'vault-node-01_1  | ',
    '    edge-vault        | ',
    '\x1b[36mvault_1  |\x1b[0m ',
    '    ',
  ];
  for (const header of headers) {
    it(JSON.stringify(header), () => {
      assert.deepEqual(decode(header + line), expected);
      const { timestamp: _, ...banner } = decode(`${header}==> Vault shutdown triggered`);
      assert.deepEqual(banner, { level: 'info', message: 'Vault shutdown triggered' });
      assert.equal(rowsOf(`${header}{"@level":"info","@message":"[INFO] ==> x"}`), NOT_MINE);
    });
  }

  it('looks through colours', () => {
    for (const [on, off] of [
      ['\x1b[94m', '\x1b[0m'],
      ['#033[1;94m', '#033[0m'],
    ]) {
      assert.deepEqual(decode(`${on}${line}${off}`), expected);
      assert.deepEqual(decode(line.replace('[INFO] ', `${on}[INFO]${off} `)), expected);
      assert.deepEqual(decode(`Feb  3 04:05:06 vm vault[1]: ${on}${line}${off} `), expected);
    }
    assert.equal(decode('[INFO]#011core:#011x')['message'], 'core:#011x');
  });
});

describe('hclogDecoder: what is no line of its own', () => {
  it('takes banners as events, with a time before them or not', () => {
    assert.deepEqual(decode('==> Vault shutdown triggered'), {
      level: 'info',
      message: 'Vault shutdown triggered',
    });
    assert.deepEqual(decode('2026-05-03T18:15:43.428170432+02:00 ==> OpenBao shutdown triggered'), {
      timestamp: '2026-05-03T18:15:43.428170432+02:00',
      level: 'info',
      message: 'OpenBao shutdown triggered',
    });
    assert.equal(decode('==> Vault server configuration:')['message'], 'Vault server configuration:');
  });

  it('leaves JSON and lines without level to others', () => {
    for (const line of [
      '{"@level":"info","@message":"[INFO] x"}',
      ' {"a":1}',
      '@cee: {"a":"[INFO] b"}',
      'goroutine 1 [running]:',
    ]) {
      assert.equal(rowsOf(line), NOT_MINE, line);
    }
    assert.equal(decode('[INFO]  core: got {"a":1}')['message'], 'got {"a":1}');
  });

  it('takes the lines of a long value or a stack as more of the event before', () => {
    for (const line of ['  error=', '\tmain.go:17 +0x1d', '  main.run({0xc0, 0x1})', '  | ']) {
      assert.equal(rowsOf(line), NO_EVENT, line);
    }
  });

  it('is not deceived by a value with line ends in it', () => {
    const forged = '  | 2026-02-03T04:05:06.789Z [INFO]  core: root token generated';
    for (const header of [
      '',
      'Feb  3 04:05:06 vm vault[1]: ',
      '<30>1 - vm vault 1 - - ',
      'vault_1  | ',
      '2026-02-03T04:05:06Z stdout F ',
    ]) {
      assert.equal(rowsOf(header + forged), NO_EVENT, header);
      assert.equal(rowsOf(`${header}  | ==> Vault shutdown triggered`), NO_EVENT, header);
    }
  });
});
