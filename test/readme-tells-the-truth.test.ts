import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readmeSections, renewSections } from '../scripts/readme-sections.js';
import { manualClock } from '../src/base/clock.js';
import { silentTelemetry } from '../src/base/telemetry.js';
import { loadConfigText } from '../src/config/load-config.js';
import { packageRoot } from '../src/config/package-root.js';
import { compileConfig } from '../src/exporter/compile-config.js';
import { runToEnd } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');

/** The code blocks of a language. */
function blocks(language: string): string[] {
  return Array.from(
    readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
    (match) => match[1]!,
  );
}

test('the generated parts of the README are what the code makes of them', async () => {
  assert.equal(
    renewSections(readme, await readmeSections()),
    readme,
    'README.md is out of date; run: npm run generate',
  );
});

test('every configuration in the README has no problems', () => {
  const configurations = blocks('yaml').filter(
    (text) => text.includes('sources:') || text.includes('metrics:'),
  );
  assert.ok(configurations.length >= 3);
  for (const text of configurations) {
    const whole = /^sources:/m.test(text)
      ? text
      : `sources: { vault: { files: /v, preset: vault-audit } }\n${text}`;
    compileConfig(loadConfigText('README.md', whole), { telemetry: silentTelemetry, clock: manualClock() });
  }
});

test('no placeholder was left in the README', () => {
  assert.doesNotMatch(readme, /^[A-Z]{4,}$/m);
});

test('the scripts that the README names are there', () => {
  const { scripts } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    scripts: object;
  };
  const named = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map((match) => match[1]!);
  assert.ok(named.length > 0);
  for (const name of named) assert.ok(Object.hasOwn(scripts, name), `npm run ${name}`);
});

test('the example of the README gives the output of the README', async (t) => {
  const cwd = temporaryDirectory(t);
  const [log, command] = [blocks('json')[0]!, blocks('console')[0]!];
  writeFileSync(join(cwd, 'audit.log'), log);
  assert.match(
    command,
    /^\$ auditlog-exporter replay audit\.log \| grep '\^audit_\.\* \[1-9\]' \| grep -v _bucket\n/,
  );
  const { code, out, err } = await runToEnd(['replay', 'audit.log'], { cwd });
  assert.equal(code, 0, err);
  const shown = out.split('\n').filter((line) => /^audit_.* [1-9]/.test(line) && !line.includes('_bucket'));
  assert.deepEqual(command.trimEnd().split('\n').slice(1), [...shown, err.trimEnd()]);
});
