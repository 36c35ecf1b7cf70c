import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Family } from '../src/series/family.js';
import type { Deadline } from '../src/web/deadline.js';
import type { Scrape } from '../src/web/scrape.js';
import { counterFamily, manySeries } from './support/families.js';
import { parseExposition } from './support/parse-exposition.js';
import { deferred, send, startServer } from './support/web.js';

const families = [counterFamily('audit_events_total', [{ labels: 'source="vault"', value: 7 }])];
const text = 'text/plain; version=0.0.4; charset=utf-8';
const openMetrics = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

const accepts: readonly [string | undefined, string][] = [
  [undefined, text],
  ['*/*', text],
  ['text/plain;version=0.0.4;q=0.5,*/*;q=0.1', text],
  ['application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5', openMetrics],
  [
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3',
    `${openMetrics}; escaping=allow-utf-8`,
  ],
];
const encodings: readonly [string | undefined, 'gzip' | undefined][] = [
  [undefined, undefined],
  ['gzip', 'gzip'],
  ['gzip;q=0', undefined],
  ['deflate, gzip;q=0.5', 'gzip'],
  ['identity', undefined],
];

test('every Accept with every Accept-Encoding; HEAD has the headers of GET and no body', async (t) => {
  const { url } = await startServer(t, { metrics: () => families });
  for (const [accept, contentType] of accepts) {
    for (const [encoding, contentEncoding] of encodings) {
      const headers = {
        ...(accept === undefined ? {} : { accept }),
        ...(encoding === undefined ? {} : { 'accept-encoding': encoding }),
      };
      const got = await send(`${url}/metrics`, headers);
      assert.equal(got.status, 200);
      assert.equal(got.headers['content-type'], contentType);
      assert.equal(got.headers['content-encoding'], contentEncoding);
      assert.equal(got.headers.vary, 'Accept, Accept-Encoding');
      const body = (contentEncoding === 'gzip' ? gunzipSync(got.body) : got.body).toString();
      const format = contentType === text ? 'text-0.0.4' : 'openmetrics-1.0.0';
      const [family] = parseExposition(body, format).values();
      assert.equal(family?.samples[0]?.value, 7);

      const head = await send(`${url}/metrics`, headers, 'HEAD');
      assert.equal(head.status, 200);
      assert.equal(head.body.length, 0);
      const same = ({ date, 'transfer-encoding': _, ...rest }: typeof got.headers) => rest;
      assert.deepEqual(same(head.headers), same(got.headers));
    }
  }
});

test('other methods are answered with 405 and the allowed ones', async (t) => {
  const { url } = await startServer(t, { metrics: () => families });
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    const { status, headers } = await send(`${url}/metrics`, {}, method);
    assert.equal(status, 405, method);
    assert.equal(headers.allow, 'GET, HEAD');
  }
});

test('metrics learns who asks, and whether everything was delivered', async (t) => {
  const seen: Scrape[] = [];
  const delivered: boolean[] = [];
  const { url } = await startServer(t, {
    metrics: async (scrape) => {
      seen.push(scrape);
      return { families, delivered: (complete) => delivered.push(complete) };
    },
  });
  const prometheus = { 'user-agent': 'Prometheus/3.0', 'x-prometheus-scrape-timeout-seconds': '10.000000' };
  await send(`${url}/metrics`, prometheus);
  await send(`${url}/metrics`, { 'x-prometheus-scrape-timeout-seconds': 'soon' }, 'HEAD');
  assert.deepEqual(seen, [
    { address: '127.0.0.1', userAgent: 'Prometheus/3.0', timeoutSeconds: 10 },
    { address: '127.0.0.1', userAgent: '', timeoutSeconds: undefined },
  ]);
  assert.deepEqual(delivered, [true, false]);
});

test('while there is nothing to show: 503, when to come back and why', async (t) => {
  const unavailable = { retryAfterSeconds: 2.5, message: 'catching up with vault' };
  const { url } = await startServer(t, { metrics: () => ({ unavailable }) });
  const { status, headers, body } = await send(`${url}/metrics`);
  assert.equal(status, 503);
  assert.equal(headers['retry-after'], '3');
  assert.equal(body.toString(), 'catching up with vault\n');
});

test('one scrape more than allowed is refused, and its place is free again later', async (t) => {
  const waiting: ((families: Iterable<Family>) => void)[] = [];
  const { promise: both, resolve: bothWait } = deferred<void>();
  const { url } = await startServer(t, {
    maxRequests: 2,
    metrics: () =>
      new Promise((resolve) => {
        if (waiting.push(resolve) === 2) bothWait();
      }),
  });
  const first = [send(`${url}/metrics`), send(`${url}/metrics`)];
  await both;
  const refused = await send(`${url}/metrics`);
  assert.equal(refused.status, 503);
  assert.match(refused.body.toString(), /limit of 2 scrapes at once/);
  for (const answer of waiting) answer(families);
  for (const { status } of await Promise.all(first)) assert.equal(status, 200);
  const later = send(`${url}/metrics`);
  while (waiting.length < 3) await new Promise((resolve) => setImmediate(resolve));
  waiting[2]?.(families);
  assert.equal((await later).status, 200);
});

test('an error of ours is a 500 that tells nothing, logged once a minute', async (t) => {
  const logged: string[] = [];
  const logger = {
    debug() {},
    info() {},
    warn() {},
    error: (_: object, message: string) => logged.push(message),
  };
  const { url } = await startServer(t, {
    logger,
    metrics: () => {
      throw new Error('secret/data/db of alice');
    },
  });
  for (let i = 0; i < 3; i += 1) {
    const { status, body } = await send(`${url}/metrics`);
    assert.equal(status, 500);
    assert.equal(body.toString(), 'internal server error\n');
  }
  assert.deepEqual(logged, ['web request failed']);
});

test('an error half way breaks the connection: a part never looks like the whole', async (t) => {
  const family = manySeries(10_000, (slot) => {
    if (slot === 9_000) throw new Error('boom');
    return `user="${slot}"`;
  });
  const { url } = await startServer(t, { metrics: () => [family] });
  for (const encoding of ['identity', 'gzip']) {
    await assert.rejects(send(`${url}/metrics`, { 'accept-encoding': encoding }), { code: 'ECONNRESET' });
  }
  const early = manySeries(10, () => {
    throw new Error('boom');
  });
  const other = await startServer(t, { metrics: () => [early] });
  assert.equal((await send(`${other.url}/metrics`)).status, 500);
});

test('a client that leaves half way costs one place until it has left', async (t) => {
  const { promise, resolve } = deferred<boolean>();
  const logged: object[] = [];
  const logger = { debug() {}, info() {}, warn() {}, error: (fields: object) => logged.push(fields) };
  let rendered = 0;
  const family = manySeries(2_000_000, (slot) => {
    rendered += 1;
    return `user="${slot}"`;
  });
  let scrapes = 0;
  const { url, port } = await startServer(t, {
    logger,
    maxRequests: 1,
    metrics: () => {
      scrapes += 1;
      return scrapes === 1 ? { families: [family], delivered: resolve } : families;
    },
  });
  const client = connect(port, '127.0.0.1', () => client.write('GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n'));
  await once(client, 'data');
  client.destroy();
  assert.equal(await promise, false);
  assert.ok(rendered < 2_000_000, 'the rest is not rendered for nobody');
  assert.equal((await send(`${url}/metrics`)).status, 200);
  assert.deepEqual(logged, []);
});

test('a client that does not take its answer in time is cut off', async (t) => {
  const limits: AbortController[] = [];
  const deadline: Deadline = () => {
    const controller = new AbortController();
    limits.push(controller);
    return { signal: controller.signal, cancel: () => {} };
  };
  const { promise, resolve } = deferred<boolean>();
  const { port } = await startServer(t, {
    deadline,
    metrics: () => ({ families: [manySeries(2_000_000)], delivered: resolve }),
  });
  const client = connect(port, '127.0.0.1', () => client.write('GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n'));
  await once(client, 'readable');
  assert.equal(limits.length, 1);
  limits[0]?.abort();
  assert.equal(await promise, false);
  client.destroy();
  // For the close at the end of the test, which waits for its limit.
  t.after(() => limits.at(-1)?.abort());
});

test('100,000 series: the event loop turns after every piece of about 64 KiB', async (t) => {
  let turn = 0;
  let watching = true;
  const watch = () => {
    turn += 1;
    if (watching) setImmediate(watch);
  };
  const perTurn = new Map<number, number>();
  const family = manySeries(100_000, (slot) => {
    perTurn.set(turn, (perTurn.get(turn) ?? 0) + 1);
    return `source="vault",system="vault",user="user-${slot}"`;
  });
  const { url } = await startServer(t, { metrics: () => [family] });
  watch();
  for (const encoding of ['identity', 'gzip']) {
    perTurn.clear();
    const { body } = await send(`${url}/metrics`, { 'accept-encoding': encoding });
    const whole = (encoding === 'gzip' ? gunzipSync(body) : body).toString();
    assert.equal(whole.match(/^audit_denied_streak\{/gm)?.length, 100_000);
    assert.ok(perTurn.size >= Math.floor(whole.length / 65_536), `${perTurn.size} turns`);
    assert.ok(Math.max(...perTurn.values()) <= 1000, 'series rendered in one turn');
  }
  watching = false;
});
