import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import { createGunzip } from 'node:zlib';
import type { Family } from '../src/series/family.js';
import { manySeries } from './support/families.js';
import { send, startServer } from './support/web.js';

/** A server whose values grow with every turn of the event loop, and what it was told to note before they left. */
async function growing(t: TestContext, series: number) {
  const state = { value: 1, noted: 0, calls: 0, delivered: [] as boolean[] };
  const grow = (): void => {
    state.value += 1;
    turn = setImmediate(grow);
  };
  let turn = setImmediate(grow);
  t.after(() => clearImmediate(turn));
  const { url } = await startServer(t, {
    metrics: () => ({
      families: [valued(manySeries(series), () => state.value)],
      showing() {
        state.noted = state.value;
        state.calls += 1;
      },
      delivered: (complete) => state.delivered.push(complete),
    }),
  });
  return { url: `${url}/metrics`, state };
}

function valued(family: Family, value: () => number): Family {
  return { ...family, parts: family.parts.map((part) => ({ ...part, value })) };
}

for (const encoding of ['identity', 'gzip']) {
  test(`no value leaves before it was noted, however long the answer takes: ${encoding}`, async (t) => {
    const { url, state } = await growing(t, 30_000);
    let [text, values, last] = ['', 0, 0];
    await new Promise<void>((resolve, reject) => {
      const sent = request(url, { headers: { 'accept-encoding': encoding }, agent: false }, (response) => {
        const body = encoding === 'gzip' ? response.pipe(createGunzip()) : response;
        body.on('data', (piece: Buffer) => {
          text += piece.toString();
          const lines = text.split('\n');
          text = lines.pop()!;
          for (const line of lines.filter((each) => !each.startsWith('#'))) {
            last = Number(line.slice(line.lastIndexOf(' ')));
            values += 1;
            if (last > state.noted) reject(new Error(`${last} came when ${state.noted} was noted`));
          }
        });
        body.on('end', resolve).on('error', reject);
      });
      sent.on('error', reject).end();
    });
    assert.equal(values, 30_000);
    assert.ok(state.calls > 10 && last > 10, `noted ${state.calls} times, last value ${last}`);
    assert.deepEqual(state.delivered, [true]);
  });
}

test('HEAD shows nothing', async (t) => {
  const { url, state } = await growing(t, 10);
  assert.equal((await send(url, {}, 'HEAD')).status, 200);
  assert.deepEqual([state.calls, state.delivered], [0, [false]]);
});
