import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiled, problems } from '../../test/support/conditions.js';
import { modifierGroups } from './modifiers.js';

test('every modifier of the specification is known', () => {
  const appendix =
    'all startswith endswith contains exists cased neq windash re i m s base64 base64offset utf16le utf16be utf16 wide ' +
    'lt lte gt gte minute hour day week month year cidr expand fieldref';
  for (const word of appendix.split(' ')) assert.ok(modifierGroups.has(word), word);
});

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  ['a|startwith', 'x', /unknown modifier "startwith"; did you mean "startswith"\?/],
  ['a|frobnicate', 'x', /unknown modifier "frobnicate"; expected one of all, neq, cased/],
  ['a|', 'x', /unknown modifier ""/],
  ['a|contains|startswith', 'x', /cannot combine modifiers "contains" and "startswith"/],
  [
    'a|startswith|endswith',
    'x',
    /cannot combine modifiers "startswith" and "endswith"; use "contains", or wildcards/,
  ],
  ['a|contains|contains', 'x', /modifier "contains" is given twice/],
  ['a|re|i|i', 'x', /modifier "i" is given twice/],
  ['a|i', 'x', /cannot use modifier "i" without "re" before it/],
  ['a|i|re', 'x', /modifier "re" must stand before "i"/],
  ['a|re|cased', 'x', /cannot combine modifiers "cased" and "re": a regular expression is case-sensitive/],
  ['a|re|windash', 'x', /cannot combine modifiers "windash" and "re"/],
  ['a|re|cidr', 'x', /cannot combine modifiers "cidr" and "re"/],
  ['a|cidr|contains', '10.0.0.0/8', /cannot combine modifiers "contains" and "cidr"/],
  ['a|cidr', '10.0.0.1/8', /"10\.0\.0\.1\/8" has bits set behind its first 8/],
  ['a|cidr', 'here', /"here" is not an IP range; expected one like 10\.0\.0\.0\/8/],
  ['a|exists', 'yes', /modifier "exists" needs true or false; found "yes"/],
  ['a|exists', [true, false], /modifier "exists" needs true or false/],
  ['a|exists|neq', true, /cannot combine modifiers "neq" and "exists"; use the value false/],
  ['a|lt', 'many', /expected a number; found "many"/],
  ['a|lt', true, /expected a number; found "true"/],
  ['a|lt|gt', 1, /cannot combine modifiers "lt" and "gt"/],
  ['a|lt|contains', 1, /cannot combine modifiers "contains" and "lt"/],
  ['a|hour', 24, /expected a hour from 0 to 23; found 24/],
  ['a|day', 1.5, /expected a day from 1 to 31; found 1\.5/],
  ['a|hour|minute', 1, /cannot combine modifiers "hour" and "minute"/],
  ['a|lt|hour', 1, /modifier "hour" must stand before "lt"/],
  [
    'a|fieldref|contains',
    'b',
    /cannot combine modifiers "contains" and "fieldref": "fieldref" compares whole values/,
  ],
  ['a|fieldref', 'b*', /cannot refer to field "b\*": it has wildcards/],
  ['a|fieldref', 'b..c', /cannot read field "b\.\.c"/],
  ['a|base64|wide', 'x', /modifier "wide" must stand before "base64"/],
  ['a|contains|base64offset', 'x', /modifier "base64offset" must stand before "contains"/],
  ['a|base64|windash', 'x', /modifier "windash" must stand before "base64"/],
  ['a|base64', 'x*', /cannot encode "x\*" with "base64": it has wildcards/],
  ['a|base64offset|contains', 'x', /cannot encode "x" with "base64offset": it is too short/],
  ['a|windash|base64', '-a -b -c -d -e', /it has too many dashes; at most 4 can vary/],
  ['a|wide', 'é', /cannot use "utf16le" with a value beyond ASCII unless "base64" or "base64offset" follows/],
  ['a|windash|wide', '-e', /cannot use "utf16le" with "windash" unless/],
  ['a|all', 'x', /modifier "all" needs a list of at least two values/],
  ['a|all', ['x'], /modifier "all" needs a list of at least two values/],
  ['a|contains', null, /null goes with no modifier but "neq"/],
  ['a|expand', '%x%', /cannot use modifier "expand": placeholders are not supported/],
];

for (const [key, value, problem] of refused) {
  test(`refuses ${key}: ${JSON.stringify(value)}`, () => {
    const found = problems({ [key]: value });
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0]!, problem);
  });
}

const accepted: readonly (readonly [string, unknown])[] = [
  ['a|contains|windash|all', ['-a', '-b']],
  ['a|windash|contains|cased|neq', '-a'],
  ['a|utf16|base64offset|contains', 'abc'],
  ['a|wide|contains|all', ['a', 'b']],
  ['a|re|i|all', ['a', 'b']],
  ['a|week|gte|neq', 10],
  ['a|cidr|all|neq', ['10.0.0.0/8', '10.1.0.0/16']],
  ['a|fieldref|neq|cased', 'b'],
];

for (const [key, value] of accepted) {
  test(`takes ${key}`, () => assert.ok(compiled({ [key]: value })));
}
