import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customersLevel, workingLevel } from './hours.js';

const at = (text: string) => Date.parse(text);

test('people work on weekdays, from seven to six, with a break at noon', () => {
  for (const day of ['16', '17', '18', '19', '20']) {
    const level = (hour: string) => workingLevel(at(`2026-11-${day}T${hour}Z`));
    assert.ok(level('03:00') < 0.05 && level('23:00') < 0.05);
    assert.ok(level('10:00') === 1 && level('15:00') === 1);
    assert.ok(level('12:00') < 0.6 && level('07:30') > 0.5 && level('18:30') < 0.2);
  }
  // Saturday and Sunday.
  for (const day of ['21', '22']) assert.ok(workingLevel(at(`2026-11-${day}T10:00Z`)) < 0.05);
});

test('levels change little by little, also over midnight, and are never 0', () => {
  for (let minute = 0; minute < 7 * 24 * 60; minute += 1) {
    const time = at('2026-11-16T00:00Z') + minute * 60_000;
    for (const level of [customersLevel, workingLevel]) {
      assert.ok(level(time) > 0);
      const weekend =
        [0, 6].includes(new Date(time + 60_000).getUTCDay()) !== [0, 6].includes(new Date(time).getUTCDay());
      if (!weekend)
        assert.ok(Math.abs(level(time + 60_000) - level(time)) < 0.07, new Date(time).toISOString());
    }
  }
});
