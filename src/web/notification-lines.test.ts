import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { notificationLines } from './notification-lines.js';

const at = new Date('2026-11-21T06:10:01.002Z');
const alert = {
  status: 'firing',
  labels: { alertname: 'AuditVaultSealed', severity: 'critical' },
  annotations: { summary: 'Vault is sealed.' },
  startsAt: '2026-11-21T06:09:46.1Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus:9090/graph',
  fingerprint: 'c0ffee',
};
const lines = (message: unknown) => notificationLines(Buffer.from(JSON.stringify(message)), at);

test('an alert is a line with the time it came', () => {
  assert.equal(
    lines({ version: '4', receiver: 'notification-log', status: 'firing', alerts: [alert] }),
    '{"time":"2026-11-21T06:10:01.002Z","status":"firing","labels":{"alertname":"AuditVaultSealed","severity":"critical"},' +
      '"annotations":{"summary":"Vault is sealed."},"startsAt":"2026-11-21T06:09:46.1Z",' +
      '"generatorURL":"http://prometheus:9090/graph","fingerprint":"c0ffee"}\n',
  );
});

test('one that is over has its end, and two alerts are two lines', () => {
  const over = { ...alert, status: 'resolved', endsAt: '2026-11-21T06:14:46.1Z' };
  const [first, second, rest] = lines({ alerts: [alert, over] })!.split('\n');
  assert.doesNotMatch(first!, /endsAt/);
  assert.match(second!, /"status":"resolved",.*"endsAt":"2026-11-21T06:14:46.1Z"/);
  assert.equal(rest, '');
});

test('what is no notification is refused', () => {
  const refused: unknown[] = [
    null,
    [],
    'alerts',
    {},
    { alerts: [] },
    { alerts: {} },
    { alerts: [null] },
    { alerts: [{ ...alert, status: 'pending' }] },
    { alerts: [{ ...alert, labels: ['alertname'] }] },
    { alerts: [{ ...alert, annotations: { summary: 1 } }] },
    { alerts: [{ ...alert, startsAt: undefined }] },
    { alerts: [alert, { ...alert, labels: undefined }] },
  ];
  for (const message of refused) assert.equal(lines(message), undefined, JSON.stringify(message));
  for (const body of ['', '{', '{"alerts":', `\u0000${JSON.stringify({ alerts: [alert] })}`]) {
    assert.equal(notificationLines(Buffer.from(body), at), undefined);
  }
  const broken = Buffer.from(JSON.stringify({ alerts: [alert] }));
  broken[broken.indexOf('sealed')] = 0xff;
  assert.equal(notificationLines(broken, at), undefined, 'not UTF-8');
});

test('whatever labels and annotations say, it is one line for each alert, and says the same', () => {
  const texts = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }));
  const alerts = fc.array(fc.record({ labels: texts, annotations: texts }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(alerts, (chosen) => {
      const sent = chosen.map((part) => ({ ...alert, ...part }));
      const written = lines({ alerts: sent })!;
      assert.ok(written.endsWith('\n'));
      const read = written
        .slice(0, -1)
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      const { endsAt, ...kept } = alert;
      assert.deepEqual(
        read,
        JSON.parse(JSON.stringify(chosen.map((part) => ({ time: at.toISOString(), ...kept, ...part })))),
      );
    }),
  );
});
