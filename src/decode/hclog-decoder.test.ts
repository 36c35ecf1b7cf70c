import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Cells, decodeLine } from '../../test/support/decode-line.js';
import { hclogDecoder } from './hclog-decoder.js';

const fields = ['timestamp', 'level', 'module', 'message'];

function decode(line: string, more: string[] = []): Cells {
  const { rows, cells } = decodeLine(hclogDecoder, line, [...fields, ...more]);
  assert.equal(rows, 1, line);
  return cells;
}

describe('hclogDecoder: the parts of a line', () => {
  it('reads time, level, module and message, without the arguments', () => {
    assert.deepEqual(
      decode('2026-02-03T04:05:06.789Z [INFO]  core: root generation initialized: nonce=4f-1a'),
      {
        timestamp: '2026-02-03T04:05:06.789Z',
        level: 'info',
        module: 'core',
        message: 'root generation initialized',
      },
    );
  });

  it('has no module when the text does not start with one', () => {
    const line = '2026-02-03T04:05:06.789+0200 [WARN]  no `api_addr` value given; falling back: a guess';
    assert.deepEqual(decode(line), {
      timestamp: '2026-02-03T04:05:06.789+0200',
      level: 'warn',
      message: 'no `api_addr` value given; falling back: a guess',
    });
  });

  it('knows the older times and the levels of each spelling', () => {
    const spelled = {
      info: ['[INFO]', '[INFO ]', '[INF]'],
      warn: ['[WARN] ', '[WARN ]', '[WRN]'],
      error: ['[ERROR]', '[ERR]', '[ERR  ]'],
      debug: ['[DEBUG]', '[DBG]'],
      trace: ['[TRACE]', '[TRC]'],
    };
    for (const [level, spellings] of Object.entries(spelled)) {
      for (const spelling of spellings) {
        const expected = { level, module: 'core', message: 'vault is sealed' };
        assert.deepEqual(decode(`${spelling} core: vault is sealed`), expected);
        for (const timestamp of [
          '2016/06/28 13:24:54',
          '2018/02/09 18:16:46.263967',
          '2026-02-03T04:05:06Z',
        ]) {
          assert.deepEqual(decode(`${timestamp} ${spelling} core: vault is sealed`), {
            timestamp,
            ...expected,
          });
        }
      }
    }
  });

  it('feeds raw columns too', () => {
    const { cells } = decodeLine(
      hclogDecoder,
      '2026-02-03T04:05:06Z [ERR] core: x: a="b\\nc"',
      [],
      ['timestamp', 'level', 'a'],
    );
    assert.deepEqual(cells, {
      'raw:timestamp': '2026-02-03T04:05:06Z',
      'raw:level': 'error',
      'raw:a': 'b\nc',
    });
  });
});

describe('hclogDecoder: the message ends where the arguments begin', () => {
  const cases: Record<string, string> = {
    'enabled credential backend: path=userpass/ type=userpass version="v1"': 'enabled credential backend',
    'Recorded vault version: vault version=1.20.0 upgrade time="2026-02-03 04:05:06 +0000 UTC"':
      'Recorded vault version',
    'failed to open: no such file: error=ENOENT': 'failed to open: no such file',
    'failed to open: no such file: or directory': 'failed to open: no such file: or directory',
    'setup plugin catalog: plugin-directory=""': 'setup plugin catalog',
    'successful mount: namespace= path=foo/': 'successful mount',
    'a=b went wrong: path=foo': 'a=b went wrong',
    'rule: the text of a long explanation = x': 'rule: the text of a long explanation = x',
    'rule: one two three four=x': 'rule: one two three four=x',
    'rule: "quoted" x=1': 'rule: "quoted" x=1',
    'audit failed:': 'audit failed',
    'no mounts; adding default mount table': 'no mounts; adding default mount table',
  };
  for (const [text, message] of Object.entries(cases)) {
    it(text, () => {
      assert.equal(decode(`2026-02-03T04:05:06Z [INFO]  core: ${text}`)['message'], message);
      assert.equal(decode(`2026-02-03T04:05:06Z [INFO]  core: ${text}`)['module'], 'core');
    });
  }
});

describe('hclogDecoder: arguments', () => {
  const args = (text: string, ...names: string[]) => {
    const {
      timestamp: _t,
      level: _l,
      module: _m,
      message: _x,
      ...rest
    } = decode(`[INFO]  core: x: ${text}`, names);
    return rest;
  };

  it('reads those that the plan names', () => {
    assert.deepEqual(args('path=userpass/ type=userpass version="v1"', 'path', 'version', 'error'), {
      path: 'userpass/',
      version: 'v1',
    });
  });

  it('reads keys with blanks, keys with dots, quoted values with blanks and escapes', () => {
    const text = 'vault version=1.20.0 upgrade time="2026-02-03 04:05" a.b="x=\\"y\\" \\\\ \\t\\u00e9" c=d';
    assert.deepEqual(args(text, '"upgrade time"', '"vault version"', 'a.b', 'c', 'time'), {
      '"upgrade time"': '2026-02-03 04:05',
      '"vault version"': '1.20.0',
      'a.b': 'x="y" \\ \té',
      c: 'd',
    });
  });

  it('reads empty values, and unquoted texts to the next key or the end', () => {
    assert.deepEqual(args('namespace= path=foo/ empty=""', 'namespace', 'path', 'empty'), {
      namespace: '',
      path: 'foo/',
      empty: '',
    });
    assert.deepEqual(
      args('backend=syslog/ error=write unixgram ->/var/run/log: too long', 'error', 'backend'),
      {
        backend: 'syslog/',
        error: 'write unixgram ->/var/run/log: too long',
      },
    );
    assert.deepEqual(args('error=write to the far end failed path=x', 'error', 'path'), {
      error: 'write to the far end failed',
      path: 'x',
    });
  });

  it('does not find a key within a quoted value, and takes the last of two', () => {
    assert.deepEqual(args('error="x path=spoofed y" path=real', 'path'), { path: 'real' });
    assert.deepEqual(args('error="x \\" path=spoofed y" path=real', 'path'), { path: 'real' });
    assert.deepEqual(args('path=a path="b"', 'path'), { path: 'b' });
    assert.deepEqual(args('error="a"b c" path=real', 'error', 'path'), { error: 'a"b c', path: 'real' });
  });

  it('lets no argument take the place of a part of the line', () => {
    assert.equal(decode('[INFO]  core: x: message=forged level=error')['message'], 'x');
    assert.equal(decode('[INFO]  core: x: message=forged level=error')['level'], 'info');
  });
});
