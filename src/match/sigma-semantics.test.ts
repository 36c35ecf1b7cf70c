import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meets, problems } from '../../test/support/conditions.js';

// The points of the Sigma specification 2.1 that evaluators get wrong, one test each.

test('texts are compared without case, whole', () => {
  assert.equal(meets({ user: 'Alice' }, { user: 'aLICE' }), true);
  assert.equal(meets({ user: 'Alice' }, { user: 'Alice B' }), false);
});

test('cased compares with case', () => {
  assert.equal(meets({ 'user|cased': 'Alice' }, { user: 'aLICE' }), false);
  assert.equal(meets({ 'user|contains|cased': 'lic' }, { user: 'Alice' }), true);
});

test('regular expressions are case-sensitive', () => {
  assert.equal(meets({ 'user|re': 'alice' }, { user: 'Alice' }), false);
});

test('numbers and booleans are compared as text', () => {
  assert.equal(meets({ code: 403 }, { code: '403' }), true);
  assert.equal(meets({ code: '403' }, { code: 403 }), true);
  assert.equal(meets({ code: '40?' }, { code: 403 }), true);
  assert.equal(meets({ code: 403 }, { code: '403.0' }), false);
  assert.equal(meets({ ok: true }, { ok: 'True' }), true);
  assert.equal(meets({ ok: 'false' }, { ok: false }), true);
  assert.equal(meets({ 'code|startswith': 4 }, { code: 403 }), true);
});

test('wildcards and their escapes', () => {
  assert.equal(meets({ path: 'secret/*/db' }, { path: 'secret/data/x/db' }), true);
  assert.equal(meets({ path: 'secret/?' }, { path: 'secret/a' }), true);
  assert.equal(meets({ path: 'secret/?' }, { path: 'secret/' }), false);
  assert.equal(meets({ path: String.raw`a\*` }, { path: 'a*' }), true);
  assert.equal(meets({ path: String.raw`a\*` }, { path: 'ab' }), false);
  assert.equal(meets({ path: String.raw`a\\*` }, { path: 'a\\b' }), true);
  assert.equal(meets({ 'path|endswith': String.raw`\cmd.exe` }, { path: String.raw`C:\cmd.exe` }), true);
});

test('startswith, endswith and contains take wildcards too', () => {
  assert.equal(meets({ 'path|startswith': 'a*c' }, { path: 'abbcd' }), true);
  assert.equal(meets({ 'path|endswith': 'b?' }, { path: 'abc' }), true);
  assert.equal(meets({ 'path|contains': 'b?d' }, { path: 'abcde' }), true);
  assert.equal(meets({ 'path|startswith': 'b' }, { path: 'abc' }), false);
});

test('a list of values is OR, with all it is AND', () => {
  assert.equal(meets({ 'cmd|contains': ['curl', 'wget'] }, { cmd: 'wget x' }), true);
  assert.equal(meets({ 'cmd|contains|all': ['curl', 'wget'] }, { cmd: 'wget x' }), false);
  assert.equal(meets({ 'cmd|contains|all': ['curl', 'wget'] }, { cmd: 'wget x | curl y' }), true);
  assert.equal(meets({ 'cmd|all|contains': ['curl', 'wget'] }, { cmd: 'wget x | curl y' }), true);
});

test('a map is AND, a list of maps is OR', () => {
  assert.equal(meets({ a: 1, b: 2 }, { a: 1, b: 3 }), false);
  assert.equal(meets({ a: 1, b: 2 }, { a: 1, b: 2 }), true);
  assert.equal(meets([{ a: 1, b: 2 }, { c: 3 }], { c: 3 }), true);
  assert.equal(meets([{ a: 1, b: 2 }, { c: 3 }], { a: 1 }), false);
});

test('a list of texts is keywords in the whole line', () => {
  const line = '2026-03-01 sshd[7]: Failed password for ROOT';
  assert.equal(meets(['failed password', 'accepted'], {}, line), true);
  assert.equal(meets(['failed*root'], {}, line), true);
  assert.equal(meets(['failed*alice'], {}, line), false);
  assert.equal(meets([{ a: 1 }, 'for root'], {}, line), true);
});

test('keywords under an empty field name with all are AND', () => {
  const line = 'Failed password for root';
  assert.equal(meets({ '|all': ['failed', 'ROOT'] }, {}, line), true);
  assert.equal(meets({ '|all': ['failed', 'alice'] }, {}, line), false);
  assert.equal(meets({ '|all': ['failed', 'root'], a: 1 }, { a: 2 }, line), false);
  assert.equal(meets({ '|re': 'for [a-z]+$' }, {}, line), true);
  assert.equal(meets({ '|re|all': ['^Failed', 'root$'] }, {}, line), true);
  assert.equal(meets({ '|cased': 'ROOT' }, {}, line), false);
});

test('null is absent or null, the empty text is neither', () => {
  const rows: readonly (readonly [Record<string, unknown>, boolean, boolean, boolean])[] = [
    // event, error: null, error: '', error|exists: true
    [{}, true, false, false],
    [{ error: null }, true, false, true],
    [{ error: '' }, false, true, true],
    [{ error: 'x' }, false, false, true],
    [{ error: 0 }, false, false, true],
    [{ error: false }, false, false, true],
  ];
  for (const [event, isNull, isEmpty, exists] of rows) {
    const name = JSON.stringify(event);
    assert.equal(meets({ error: null }, event), isNull, name);
    assert.equal(meets({ error: '' }, event), isEmpty, name);
    assert.equal(meets({ 'error|exists': true }, event), exists, name);
    assert.equal(meets({ 'error|exists': false }, event), !exists, name);
    assert.equal(meets({ 'error|neq': null }, event), !isNull, name);
    assert.equal(meets({ 'error|neq': '' }, event), !isEmpty, name);
  }
});

test('no text meets null, not even a lone wildcard', () => {
  assert.equal(meets({ error: '*' }, { error: null }), false);
  assert.equal(meets({ error: '*' }, {}), false);
  assert.equal(meets({ error: '*' }, { error: '' }), true);
  assert.equal(meets({ error: 'null' }, { error: null }), false);
});

test('null may not stand in a list', () => {
  assert.match(problems({ error: ['x', null] })[0]!, /^when > error > 1: null may not stand in a list/);
});

test('a negated selection and neq are met by an absent field', () => {
  const rule = {
    selection: { type: 'response' },
    filter: { user: 'root' },
    condition: 'selection and not filter',
  };
  assert.equal(meets(rule, { type: 'response' }), true);
  assert.equal(meets(rule, { type: 'response', user: 'root' }), false);
  assert.equal(meets({ 'user|neq': 'root' }, {}), true);
  assert.equal(meets({ 'user|neq': ['root', 'admin'] }, { user: 'admin' }), false);
  assert.equal(meets({ 'user|neq': ['root', 'admin'] }, { user: 'bob' }), true);
  assert.equal(meets({ 'cmd|contains|all|neq': ['a', 'b'] }, { cmd: 'a' }), true);
});

test('spaces in field names are stripped, except in quotes', () => {
  assert.equal(meets({ 'Source Name': 'x' }, { SourceName: 'x' }), true);
  assert.equal(meets({ 'Source Name | contains': 'x' }, { SourceName: 'axb' }), true);
  assert.equal(meets({ '"Source Name"': 'x' }, { 'Source Name': 'x' }), true);
});

test('a field name in quotes may hold a bar, dots and slashes', () => {
  assert.equal(meets({ '"a|b"|contains': 'x' }, { 'a|b': 'axb' }), true);
  const path = 'annotations."authorization.k8s.io/decision"';
  assert.equal(meets({ [path]: 'forbid' }, { [path]: 'forbid' }), true);
  assert.equal(meets({ '"a\\"|b"': 'x' }, { '"a\\"|b"': 'x' }), true);
});

test('expand is refused, since placeholders are not supported', () => {
  assert.match(problems({ 'user|expand': '%admins%' })[0]!, /placeholders are not supported/);
  assert.equal(meets({ user: '%admins%' }, { user: '%admins%' }), true);
});

test('numbers are compared by order, also those in texts', () => {
  assert.equal(meets({ 'n|gt': 5 }, { n: 5.5 }), true);
  assert.equal(meets({ 'n|gt': 5 }, { n: 5 }), false);
  assert.equal(meets({ 'n|gte': 5 }, { n: '5' }), true);
  assert.equal(meets({ 'n|lt': '10' }, { n: '9' }), true);
  assert.equal(meets({ 'n|lte': 10 }, { n: 'nine' }), false);
  assert.equal(meets({ 'n|lte': 10 }, {}), false);
  assert.equal(meets({ 'n|lte': 10 }, { n: '' }), false);
  assert.equal(meets({ 'n|gte|neq': 10 }, {}), true);
});

test('cidr, IPv4 and IPv6', () => {
  const rule = { 'ip|cidr': ['10.0.0.0/8', '2001:db8::/32'] };
  assert.equal(meets(rule, { ip: '10.9.8.7' }), true);
  assert.equal(meets(rule, { ip: '2001:db8::9' }), true);
  assert.equal(meets(rule, { ip: '11.9.8.7' }), false);
  assert.equal(meets({ 'ip|cidr|neq': '10.0.0.0/8' }, { ip: '11.9.8.7' }), true);
});

test('fieldref compares two fields of an event', () => {
  const rule = { 'user|fieldref': 'owner.name' };
  assert.equal(meets(rule, { user: 'Bob', 'owner.name': 'bob' }), true);
  assert.equal(meets(rule, { user: 'Bob', 'owner.name': 'eve' }), false);
  assert.equal(meets({ 'user|fieldref|cased': 'owner.name' }, { user: 'Bob', 'owner.name': 'bob' }), false);
  assert.equal(meets({ 'user|fieldref|neq': 'owner.name' }, { user: 'Bob', 'owner.name': 'eve' }), true);
  assert.equal(meets(rule, {}), false);
  assert.equal(meets(rule, { user: null, 'owner.name': null }), false);
  assert.equal(meets({ 'a|fieldref|all': ['b', 'c'] }, { a: 1, b: '1', c: 2 }), false);
  assert.equal(meets({ 'a|fieldref': ['b', 'c'] }, { a: 1, b: '1', c: 2 }), true);
});
