import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger, type LogFormat, type LogLevel } from './log.js';

function linesOf(level: LogLevel, format: LogFormat): string[] {
  const lines: string[] = [];
  const logger = createLogger({ level, format }, { write: (line: string) => lines.push(line) });
  logger.debug({}, 'd');
  logger.info({ source: 'a"\nb' }, 'said "x"');
  logger.warn({ path: '/x y' }, 'w');
  logger.error({ err: 1 }, 'e');
  return lines;
}

test('logfmt: one line a message, from its level on', () => {
  const lines = linesOf('warn', 'logfmt');
  assert.deepEqual(
    lines.map((line) => line.replace(/^ts=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, '')),
    ['level=warn msg=w path="/x y"\n', 'level=error msg=e err=1\n'],
  );
});

test('JSON: one object a line, with the same names', () => {
  const [info, ...rest] = linesOf('info', 'json').map((line) => {
    assert.equal(line.indexOf('\n'), line.length - 1);
    return JSON.parse(line);
  });
  assert.match(info.ts, /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.deepEqual({ ...info, ts: '' }, { ts: '', level: 'info', msg: 'said "x"', source: 'a"\nb' });
  assert.deepEqual(
    rest.map(({ level }) => level),
    ['warn', 'error'],
  );
  assert.equal(linesOf('debug', 'json').length, 4);
});
