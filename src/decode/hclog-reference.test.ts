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
