import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';
import { ExposureLog } from './exposure-log.js';
import { markLine, parseMarkLine } from './mark-line.js';
import type { NumberedMark } from './read-mark.js';

function marked(generation: number, offset = 40): NumberedMark {
  const mark = { source: 'app', path: '/var/log/app.log', offset, length: 20, hash: 'c0ffee' };
  return { generation, shown: true, mark };
}

function logIn(t: TestContext) {
  const directory = join(temporaryDirectory(t), 'deep', 'state');
  return { directory, file: join(directory, 'exposed'), log: new ExposureLog(directory) };
}

test('what was appended is there for the next process, in order, without a word of goodbye', (t) => {
  const { directory, log } = logIn(t);
  assert.deepEqual(log.load(), []);
  log.append([marked(1), marked(1, 80)]);
  log.append([marked(2)]);
  assert.deepEqual(new ExposureLog(directory).load(), [marked(1), marked(1, 80), marked(2)]);
});

test('only what is kept stays, and more can be appended', (t) => {
  const { directory, log } = logIn(t);
  log.append([marked(1), marked(2)]);
  log.keep([marked(2)]);
  assert.ok(!existsSync(join(directory, 'exposed.new')));
  log.append([marked(3)]);
  assert.deepEqual(new ExposureLog(directory).load(), [marked(2), marked(3)]);
  log.keep([]);
  assert.deepEqual(new ExposureLog(directory).load(), []);
});

test('a file that ends anywhere loses what is half, and nothing that comes after', (t) => {
  const { directory, file, log } = logIn(t);
  log.append([marked(1), marked(2)]);
  const whole = readFileSync(file);
  const lengths = ['', markLine(marked(1))].map((text) => text.length + 1);
  for (let length = 0; length <= whole.length; length += 1) {
    writeFileSync(file, whole.subarray(0, length));
    const next = new ExposureLog(directory);
    const before = next.load();
    assert.ok(before.length >= lengths.filter((end) => length > end).length - 1, `${length} bytes`);
    next.append([marked(9)]);
    assert.deepEqual(new ExposureLog(directory).load(), [...before, marked(9)], `${length} bytes`);
    next.close();
  }
});

test('what somebody else wrote is nothing', (t) => {
  const { directory, file, log } = logIn(t);
  mkdirSync(directory, { recursive: true });
  const foreign = [
    'hello',
    '{}',
    '[1]',
    'null',
    '[1,true,"s","p",2,3,"h"]',
    '["1",true,"s","p",2,1,"h"]',
    '[1,true,"s","p",-2,1,"h"]',
    '[1.5,true,"s","p",2,1,"h"]',
    '[1,true,"s",null,2,1,"h"]',
    '[1,1,"s","p",2,1,"h"]',
    '[1,true,"s","p",2,1,"h",0]',
    '[1,true,"s","p",1e300,1,"h"]',
    '\u0000\u0000',
  ];
  writeFileSync(file, Buffer.concat([Buffer.from(foreign.join('\n')), Buffer.from([10, 0xff, 0xfe, 10])]));
  assert.deepEqual(log.load(), []);
  writeFileSync(file, `${foreign.join('\n')}\n${markLine(marked(4))}`);
  assert.deepEqual(log.load(), [marked(4)]);
  rmSync(file);
  mkdirSync(file);
  assert.deepEqual(log.load(), []);
});

test('a full disk is an error; what is written when there is room again is whole', (t) => {
  const { directory, file, log } = logIn(t);
  mkdirSync(directory, { recursive: true });
  symlinkSync('/dev/full', file);
  assert.throws(() => log.append([marked(1)]), { code: 'ENOSPC' });
  rmSync(file);
  log.close();
  writeFileSync(file, markLine(marked(1)).slice(0, 9));
  log.append([marked(2)]);
  assert.deepEqual(log.load(), [marked(2)]);
  symlinkSync('/dev/full', join(directory, 'exposed.new'));
  assert.throws(() => log.keep([marked(3)]), { code: 'ENOSPC' });
  assert.deepEqual(log.load(), [marked(2)]);
  assert.ok(!existsSync(join(directory, 'exposed.new')));
});

test('where no directory can be made it is an error of the file system', (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  const log = new ExposureLog(join(file, 'state'));
  assert.throws(() => log.append([marked(1)]), { code: 'ENOTDIR' });
  assert.throws(() => log.keep([]), { code: 'ENOTDIR' });
  assert.deepEqual(log.load(), []);
});

test('any mark comes back from its line', () => {
  const mark = fc
    .record({ source: fc.string(), path: fc.string({ unit: 'binary' }), hash: fc.string() })
    .chain((texts) =>
      fc.tuple(fc.maxSafeNat(), fc.nat(256)).map(([offset, length]): NumberedMark['mark'] => {
        return { ...texts, offset: Math.max(offset, length), length };
      }),
    );
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.boolean(), mark, (generation, shown, one) => {
      const line = markLine({ generation, shown, mark: one });
      assert.equal(line.indexOf('\n'), line.length - 1);
      assert.deepEqual(parseMarkLine(line), { generation, shown, mark: one });
    }),
  );
});
