import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Cells, decodeLine, planOf } from '../../test/support/decode-line.js';
import { hostileLine, misleading } from '../../test/support/hostile-bytes.js';
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

describe('hclogDecoder: properties', () => {
  const names = [...fields, 'path', 'error', '"vault version"'];

  it('never throws, and looks at nothing outside of its line', () => {
    fc.assert(
      fc.property(hostileLine, misleading, (line, around) => {
        const plain = decodeLine(hclogDecoder, line, names, ['timestamp', 'path']);
        assert.ok([NOT_MINE, NO_EVENT, 1].includes(plain.rows));
        if (plain.rows !== 1) assert.deepEqual(plain.cells, {});
        assert.deepEqual(decodeLine(hclogDecoder, line, names, ['timestamp', 'path'], around), plain);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not look behind a brace at the end of its line', () => {
    assert.equal(decodeLine(hclogDecoder, '  main.run{', fields, [], '"').rows, NO_EVENT);
  });

  it('takes no date from before its line', () => {
    const { cells } = decodeLine(hclogDecoder, '13:24:54 [INFO] x', fields, [], '2016/06/28 ');
    assert.deepEqual(cells, { level: 'info', message: 'x' });
  });

  it('keeps nothing of the line before', () => {
    const decoder = hclogDecoder(planOf(['path', 'type']));
    const decodeNext = (line: string) => decodeLine(() => decoder, line, ['path', 'type']).cells;
    assert.deepEqual(decodeNext('[INFO] core: x: path=a type="b\\tc"'), { path: 'a', type: 'b\tc' });
    assert.deepEqual(decodeNext('[INFO] core: x: type=d'), { type: 'd' });
  });

  it('agrees with a slow reference on the parts of any line', () => {
    fc.assert(
      fc.property(hostileLine, (bytes) => {
        const line = Buffer.from(bytes)
          .toString('latin1')
          .replace(/[^\t\x1b -~]/g, '?');
        const { rows, cells } = decodeLine(hclogDecoder, line, fields);
        assert.deepEqual({ rows, cells }, reference(line));
      }),
      { numRuns: 5000 },
    );
  });

  it('gives back what a line was made of', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,9}$/);
    const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
    const value = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '\\', '=', ':', '\n', '\t', 'é', '[INFO]'),
    });
    const level = fc.constantFrom('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR');
    fc.assert(
      fc.property(level, word, text, value, word, (spelled, module, message, path, error) => {
        const line = `2026-02-03T04:05:06.789Z [${spelled}] ${module}: ${message}: path=${JSON.stringify(path)} error=${error}`;
        assert.deepEqual(decode(line, ['path', 'error']), {
          timestamp: '2026-02-03T04:05:06.789Z',
          level: spelled.toLowerCase(),
          module,
          message,
          path,
          error,
        });
      }),
    );
  });
});

/** What the decoder should find, said with regular expressions. */
function reference(line: string): { rows: number; cells: Cells } {
  const colour = String.raw`(?:\x1b|#033)\[[\d;]*m`;
  const text = line.replace(new RegExp(`(?:[ \\t\\r]|${colour})+$`), '');
  const levels = 'INFO|WARN|DEBUG|ERROR|TRACE|ERR|INF|WRN|DBG|TRC|FTL|FATAL|WARNING';
  const mark = new RegExp(`(?<=^|[ \\t|:]|#011|${colour})(?:\\[(${levels}) *\\]|==> )`).exec(text);
  const before = mark === null ? text : text.slice(0, mark.index);
  const brace = before.indexOf('{');
  const bar = before.search(/(?<![\w.-]{2}[ \t]*)(?<=^|[ \t])\|/);
  const indented = /^[ \t]/.test(text) || text === '';
  if (brace !== -1 && (bar === -1 || brace < bar)) {
    const json = !indented || /^[ \t]*\{/.test(text) || text[brace + 1] === '"';
    return { rows: json ? NOT_MINE : NO_EVENT, cells: {} };
  }
  if (bar !== -1) return { rows: NO_EVENT, cells: {} };
  if (mark === null) return { rows: /^[ \t]/.test(text) ? NO_EVENT : NOT_MINE, cells: {} };
  const cells: Cells = {};
  const time = referenceTime(before.replace(new RegExp(`(?:[ \\t]|${colour})+$`), ''));
  if (time !== undefined) cells['timestamp'] = time;
  const rest = text.slice(mark.index + mark[0].length);
  if (mark[1] === undefined) return { rows: 1, cells: { ...cells, level: 'info', message: rest } };
  const short: Record<string, string> = {
    I: 'info',
    W: 'warn',
    D: 'debug',
    E: 'error',
    T: 'trace',
    F: 'error',
  };
  cells['level'] = short[mark[1][0]!]!;
  const padding = `(?:[ \\t]|#011|${colour})*`;
  const [, module, body] = new RegExp(
    `^${padding}(?:([^\\x00-\\x20="]+?):(?: |$)${padding})?(.*)$`,
    's',
  ).exec(rest)!;
  if (module !== undefined) cells['module'] = module;
  const split = /^(.*?): (?=[\w./@-]+(?: [\w./@-]*){0,2}=)/s.exec(body!);
  const message = split === null ? body!.replace(/:$/, '') : split[1]!;
  if (message !== '') cells['message'] = message;
  return { rows: 1, cells };
}

function referenceTime(before: string): string | undefined {
  const [run] = /[\dTZ+,./:-]*$/.exec(before)!;
  const from = before.length - run.length + (run.includes('T') ? run.lastIndexOf('T') - 10 : -11);
  const time = before.slice(Math.max(from, 0));
  const shape = run.includes('T')
    ? /^\d{4}([-/])\d\d\1\d\dT\d\d:\d\d:\d\d/
    : /^\d{4}([-/])\d\d\1\d\d \d\d:\d\d:\d\d/;
  return from >= 0 && shape.test(time) ? time : undefined;
}
