import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConjurEvent, conjurLine } from './conjur-event.js';

const event: ConjurEvent = {
  requestId: 'q1',
  messageId: 'fetch',
  operation: 'fetch',
  success: true,
  user: 'demo:user:zoe',
  address: '192.0.2.1',
  subject: { resource: 'demo:variable:a' },
  text: 'demo:user:zoe fetched demo:variable:a',
};
const line = (change: Partial<ConjurEvent>) =>
  JSON.parse(conjurLine({ ...event, ...change }, Date.parse('2026-11-21T06:50:15.143Z')));

test('a line has the shape of the appliance', () => {
  assert.deepEqual(line({}), {
    'subject@43868': { resource: 'demo:variable:a' },
    'client@43868': { ip: '192.0.2.1' },
    'auth@43868': { user: 'demo:user:zoe' },
    'action@43868': { result: 'success', operation: 'fetch' },
    PROGRAM: 'conjur',
    PID: 'q1',
    MSGID: 'fetch',
    MESSAGE: 'demo:user:zoe fetched demo:variable:a',
    LEVEL: 'info',
    ISODATE: '2026-11-21T06:50:15.143+00:00',
    FACILITY: 'authpriv',
  });
});

test('a failure is a warning, but a policy event is a notice', () => {
  assert.equal(line({ success: false }).LEVEL, 'warning');
  const policy = line({
    messageId: 'policy',
    success: false,
    policy: { id: 'demo:policy:root', version: '2' },
  });
  assert.equal(policy.LEVEL, 'notice');
  assert.deepEqual(policy['policy@43868'], { version: '2', id: 'demo:policy:root' });
});
