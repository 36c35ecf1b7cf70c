import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBytes } from './bytes.js';

for (const [text, bytes] of [
  ['4096', 4096],
  ['0', 0],
  ['1B', 1],
  ['64KiB', 65_536],
  ['1 MiB', 1_048_576],
  ['2GiB', 2_147_483_648],
  ['500kB', 500_000],
  ['500KB', 500_000],
  ['3MB', 3_000_000],
  ['1GB', 1_000_000_000],
] as const) {
  test(`${text} is ${bytes} bytes`, () => assert.equal(parseBytes(text), bytes));
}

for (const text of [
  '',
  'MiB',
  '1.5MiB',
  '-1',
  '1  MiB',
  '1 ',
  ' 1',
  '1mib',
  '1M',
  '1k',
  '1TiB',
  '1\n',
  '0x10',
  '1e3',
]) {
  test(`${JSON.stringify(text)} is no size`, () => assert.equal(parseBytes(text), undefined));
}
