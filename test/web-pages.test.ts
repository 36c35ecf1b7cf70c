import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { gaugeFamily } from './support/families.js';
import { send, startServer } from './support/web.js';

test('landing page: HTML under a policy that allows its own style and nothing else', async (t) => {
  const { url } = await startServer(t);
  const { status, headers, body } = await send(`${url}/`);
  assert.equal(status, 200);
  assert.match(headers['content-type'] ?? '', /^text\/html; charset=utf-8$/i);
  assert.match(String(headers['content-security-policy']), /^default-src 'none'; style-src 'unsafe-inline';/);
  assert.match(body.toString(), /^<!DOCTYPE html>/);
  for (const [, path] of body.toString().matchAll(/href="([^"]*)"/g)) {
    assert.equal((await send(new URL(path!, `${url}/`).href)).status, 200, path);
  }
});

test('landing page: hostile names of sources and files stay text', async (t) => {
  const evil = '"><script>alert(1)</script>';
  const lines = { event: 0, ignored: 0, invalid: 0, tooLong: 0 };
  const source = {
    name: evil,
    preset: undefined,
    files: [evil],
    openFiles: 0,
    up: false,
    lines,
    lagBytes: 0,
  };
  const { url } = await startServer(t, { sources: () => [source] });
  const page = (await send(`${url}/`)).body.toString();
  assert.doesNotMatch(page, /<script/);
  assert.equal(page.match(/&#60;script&#62;/g)?.length, 2);
});

test('metrics at / leave no place for a landing page', async (t) => {
  const { url } = await startServer(t, { telemetryPath: '/', metrics: () => [gaugeFamily('g', [])] });
  assert.match((await send(`${url}/`)).body.toString(), /^# HELP g /);
});

test('a telemetry path is a text, not a pattern', async (t) => {
  const telemetryPath = '/a(b)*:c{d}/';
  const { url } = await startServer(t, { telemetryPath, metrics: () => [gaugeFamily('g', [])] });
  assert.equal((await send(`${url}${telemetryPath}?x=1`)).status, 200);
  for (const other of ['/a', '/ab', '/a(b)*:c{d}', '/A(b)*:c{d}/']) {
    assert.equal((await send(`${url}${other}`)).status, 404, other);
  }
});

test('healthy is always 200, ready is 503 with the reason until it is', async (t) => {
  const state = { ready: false, message: 'catching up with vault' };
  const { url } = await startServer(t, { ready: () => state });
  assert.equal((await send(`${url}/-/healthy`)).status, 200);
  const waiting = await send(`${url}/-/ready`);
  assert.deepEqual([waiting.status, waiting.body.toString()], [503, 'catching up with vault\n']);
  Object.assign(state, { ready: true, message: 'ready' });
  assert.equal((await send(`${url}/-/ready`)).status, 200);
});

test('HEAD equals GET, and other methods are refused, on every page', async (t) => {
  const { url } = await startServer(t);
  for (const path of ['/', '/-/healthy', '/-/ready']) {
    const [get, head] = [await send(url + path), await send(url + path, {}, 'HEAD')];
    const same = ({ date, ...rest }: typeof get.headers) => rest;
    assert.equal(head.status, get.status);
    assert.deepEqual(same(head.headers), same(get.headers));
    assert.equal(head.body.length, 0);
    const post = await send(url + path, {}, 'POST');
    assert.deepEqual([post.status, post.headers.allow], [405, 'GET, HEAD']);
  }
});

test('unknown path 404, malformed URL 400, neither with a word about the inside', async (t) => {
  const { url } = await startServer(t);
  const cases = [
    ['/nowhere', 404],
    ['/metrics/', 404],
    ['/-/reload', 404],
    ['/%zz', 400],
    ['/%c3%28', 400],
  ];
  for (const [path, expected] of cases) {
    const { status, headers, body } = await send(`${url}${path}`);
    assert.equal(status, expected);
    assert.match(headers['content-type'] ?? '', /^text\/plain/);
    assert.match(body.toString(), /^(?:not found|malformed URL)\n$/);
  }
});

test('an error in a page is a 500 that tells nothing', async (t) => {
  const { url } = await startServer(t, {
    sources: () => {
      throw Object.assign(new Error('secret'), { status: 418, expose: true });
    },
  });
  const { status, body } = await send(`${url}/`);
  assert.deepEqual([status, body.toString()], [500, 'internal server error\n']);
});

test('reload: not there unless enabled, POST and PUT only, and 500 without the reason when it fails', async (t) => {
  let reloads = 0;
  const { url } = await startServer(t, {
    reload: async () => {
      reloads += 1;
      if (reloads > 2) throw new Error('secret path');
    },
  });
  const get = await send(`${url}/-/reload`);
  assert.deepEqual([get.status, get.headers.allow], [405, 'POST, PUT']);
  assert.equal((await send(`${url}/-/reload`, {}, 'POST')).status, 200);
  assert.equal((await send(`${url}/-/reload`, {}, 'PUT')).status, 200);
  const failed = await send(`${url}/-/reload`, {}, 'POST');
  assert.equal(failed.status, 500);
  assert.equal(failed.body.toString(), 'failed to reload configuration; the log says why\n');
  assert.equal(reloads, 3);
  const other = await startServer(t);
  assert.equal((await send(`${other.url}/-/reload`, {}, 'POST')).status, 404);
});

test('every answer says nosniff and not what it was made with', async (t) => {
  const { url } = await startServer(t);
  for (const path of ['/', '/metrics', '/-/healthy', '/-/ready', '/nowhere', '/%zz']) {
    const { headers } = await send(url + path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['cache-control'], 'no-store');
  }
});

test('what is not HTTP is answered with 400 and the server lives on', async (t) => {
  const { url, port } = await startServer(t);
  for (const bytes of ['\x16\x03\x01\x02\x00', 'GET / HTTP/9.9\r\n\r\n', 'nonsense\r\n\r\n']) {
    const client = connect(port, '127.0.0.1', () => client.write(bytes));
    const [answer] = (await once(client, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 (?:400|505)/);
    client.destroy();
  }
  assert.equal((await send(`${url}/-/healthy`)).status, 200);
});
