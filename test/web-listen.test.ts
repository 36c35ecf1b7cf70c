import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import type { Family } from '../src/series/family.js';
import type { Deadline } from '../src/web/deadline.js';
import { manySeries } from './support/families.js';
import { deferred, send, startServer } from './support/web.js';

test('port 0 lets the system choose, and the URL leads there', async (t) => {
  for (const listen of ['127.0.0.1:0', 'localhost:0', ':0', '[::1]:0']) {
    const { url, port } = await startServer(t, { listen });
    assert.notEqual(port, 0);
    assert.ok(url.endsWith(`:${port}`));
    assert.equal((await send(`${url}/-/healthy`)).status, 200, listen);
  }
});

test('a taken address, one that is not ours, and one that is none, are one clear error each', async (t) => {
  const { port } = await startServer(t);
  await assert.rejects(startServer(t, { listen: `127.0.0.1:${port}` }), {
    message: `cannot listen on 127.0.0.1:${port}: address already in use (EADDRINUSE); stop the other process or choose --web.listen-address`,
  });
  await assert.rejects(startServer(t, { listen: '192.0.2.1:0' }), {
    message: /^cannot listen on 192\.0\.2\.1:0: no interface has this address \(EADDRNOTAVAIL\); choose/,
  });
  await assert.rejects(startServer(t, { listen: '::1:10105' }), {
    message:
      'cannot listen on "::1:10105": expected host:port such as 127.0.0.1:10105, :10105 or [::1]:10105',
  });
});

test('close waits for the answer in flight, refuses new connections and ends kept-alive ones', async (t) => {
  const asked = deferred<void>();
  const families = deferred<Iterable<Family>>();
  const { server, url, port } = await startServer(t, {
    closeTimeout: 60_000,
    metrics: () => {
      asked.resolve();
      return families.promise;
    },
  });
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const idle = connect(port, '127.0.0.1');
  await once(idle, 'connect');
  const answer = new Promise<number | undefined>((resolve, reject) => {
    request(`${url}/metrics`, { agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
  await asked.promise;
  const closed = server.close();
  await assert.rejects(send(`${url}/-/healthy`), { code: 'ECONNREFUSED' });
  families.resolve([]);
  assert.equal(await answer, 200);
  idle.destroy();
  await closed;
});

test('close waits for an answer that is being sent on a connection to be kept', async (t) => {
  const { server, url } = await startServer(t, {
    closeTimeout: 60_000,
    metrics: () => [manySeries(300_000)],
  });
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const sent = request(`${url}/metrics`, { agent }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const closed = server.close();
  let length = 0;
  response.on('data', (piece: Buffer) => {
    length += piece.length;
  });
  await once(response, 'end');
  assert.ok(length > 300_000 * 20);
  await closed;
});

test('close cuts off what is still in flight when the time is over', async (t) => {
  const asked = deferred<void>();
  const over = new AbortController();
  const deadline: Deadline = () => ({ signal: over.signal, cancel: () => {} });
  const { server, url } = await startServer(t, {
    deadline,
    metrics: () => {
      asked.resolve();
      return new Promise(() => {});
    },
  });
  const answer = send(`${url}/metrics`);
  const broken = assert.rejects(answer, { code: 'ECONNRESET' });
  await asked.promise;
  const closed = server.close();
  over.abort();
  await closed;
  await broken;
});

test('close may come twice, and before listening', async (t) => {
  const { server } = await startServer(t);
  await Promise.all([server.close(), server.close()]);
});
