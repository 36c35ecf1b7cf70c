import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LandingPage, landingPage, type SourceSummary } from './landing-page.js';

const source: SourceSummary = {
  name: 'vault',
  preset: 'vault-audit',
  files: ['/var/log/vault/audit.log'],
  openFiles: 1,
  up: true,
  lines: { event: 1234567, ignored: 4, invalid: 0, tooLong: 2 },
  lagBytes: 1536,
};
const page: LandingPage = {
  telemetryPath: '/metrics',
  version: { version: '1.2.3', revision: 'abcdef' },
  readiness: { ready: true, message: 'ready' },
  sources: [source],
};

test('shows version, links and every source with its numbers', () => {
  const text = landingPage(page);
  for (const part of ['1.2.3', 'abcdef', 'vault-audit', '/var/log/vault/audit.log', '1,234,567', '1.5 KiB']) {
    assert.ok(text.includes(part), part);
  }
  const links = [...text.matchAll(/href="([^"]*)"/g)].map((match) => match[1]);
  assert.deepEqual(links, ['./metrics', './-/ready', './-/healthy']);
  assert.match(text, /<span class="state good">up<\/span>/);
});

test('says so when a source is down, has no preset, or there is none', () => {
  const down = landingPage({ ...page, sources: [{ ...source, up: false, preset: undefined }] });
  assert.match(down, /<span class="state bad">down<\/span>/);
  assert.match(down, /no preset/);
  const none = landingPage({ ...page, sources: [], readiness: { ready: false, message: 'catching up' } });
  assert.match(none, /No sources are configured/);
  assert.match(none, /<span class="state bad">catching up<\/span>/);
});

test('loads nothing from elsewhere', () => {
  assert.doesNotMatch(landingPage(page), /<script|<img|<link|@import|url\(|https?:/);
});

test('a hostile name stays text wherever it stands', () => {
  const evil = `"'><script>alert(1)</script><a href=javascript:x>`;
  const text = landingPage({
    telemetryPath: `/${evil}`,
    version: { version: evil, revision: evil },
    readiness: { ready: true, message: evil },
    sources: [{ ...source, name: evil, preset: evil, files: [evil] }],
  });
  const plain = landingPage({
    telemetryPath: '/x',
    version: { version: 'x', revision: 'x' },
    readiness: { ready: true, message: 'x' },
    sources: [{ ...source, name: 'x', preset: 'x', files: ['x'] }],
  });
  const tags = (page: string) => page.match(/<\/?[a-z!][a-z0-9]*/gi);
  assert.deepEqual(tags(text), tags(plain));
  assert.equal(text.match(/"/g)?.length, plain.match(/"/g)?.length);
});
