import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runToEnd, startExporter } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { fixturePath } from './support/truth/replay-preset.js';
import { denied, vaultCall } from './support/vault-lines.js';

test('FILE…: each is recognised and followed, files of one name are two sources, no state is kept', async (t) => {
  const cwd = temporaryDirectory(t);
  for (const node of ['a', 'b']) {
    mkdirSync(join(cwd, node));
    writeFileSync(join(cwd, node, 'audit.log'), vaultCall());
  }
  const conjur = fixturePath('conjur-appliance.jsonl');
  const exporter = await startExporter(['a/audit.log', 'b/audit.log', conjur], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  appendFileSync(join(cwd, 'b', 'audit.log'), vaultCall({ error: denied }));

  const text = await exporter.scrapeUntil((now) => /source="audit-2",.*outcome="denied"\} 1\n/.test(now));
  assert.match(text, /^audit_events_total\{source="audit",system="vault",outcome="success"\} 1$/m);
  assert.match(text, /^audit_events_total\{source="audit-2",system="vault",outcome="success"\} 1$/m);
  assert.match(text, /^audit_events_total\{source="conjur-appliance",system="conjur",.*\} [1-9]\d*$/m);

  const get = async (path: string) => {
    const response = await fetch(new URL(path, exporter.url));
    return `${response.status} ${await response.text()}`;
  };
  assert.equal(await get('/-/ready'), '200 ready\n');
  assert.equal(await get('/-/healthy'), '200 auditlog-exporter is healthy\n');
  const page = await get('/');
  assert.match(page, /^200 <!DOCTYPE html>/);
  for (const [source, preset] of [
    ['audit', 'vault-audit'],
    ['audit-2', 'vault-audit'],
    ['conjur-appliance', 'conjur'],
  ]) {
    assert.match(page, new RegExp(`<th scope="row">${source}<br><code class="none">${preset}</code></th>`));
  }
  assert.equal(await exporter.stop(), 0);
  assert.ok(!existsSync(join(cwd, 'state')));
});

test('FILE…: refused when it is not sure, with the reason, before anything is served', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'good.log'), vaultCall());
  writeFileSync(join(cwd, 'prose.log'), 'a line\nanother\n');
  const { code, err } = await runToEnd(['good.log', 'prose.log'], { cwd });
  assert.equal(code, 1);
  assert.ok(
    err.endsWith(
      'auditlog-exporter: cannot tell what log prose.log is: of the first 2 lines 0 like conjur, ' +
        '0 like vault-audit, 0 like vault-server; add --preset=NAME (see: auditlog-exporter presets)\n',
    ),
    err,
  );
  assert.doesNotMatch(err, /serving/);
});

test('a source with neither preset nor format is recognised once lines appear, and none of them is lost', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(
    join(cwd, 'exporter.yml'),
    'sources: { late: { files: late.log }, prose: { files: prose.log } }\n',
  );
  writeFileSync(join(cwd, 'prose.log'), 'a line\nanother\n');
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  assert.match(
    exporter.log(),
    /level=warn msg="cannot tell yet what log this is[^"]*" source=late reasons=.*no such file/,
  );
  assert.match(
    exporter.log(),
    /level=warn msg="cannot tell yet what log this is[^"]*" source=prose reasons=.*of the first 2 lines 0 like conjur/,
  );
  writeFileSync(join(cwd, 'late.log'), vaultCall() + vaultCall({ error: denied }));
  const text = await exporter.scrapeUntil((now) => /source="late",.*outcome="denied"\} 1\n/.test(now));
  assert.match(text, /^audit_events_total\{source="late",system="vault",outcome="success"\} 1$/m);
  assert.match(text, /^auditlog_exporter_lines_total\{source="late",result="invalid"\} 0$/m);
  assert.match(text, /^auditlog_exporter_source_up\{source="prose"\} 0$/m);
  assert.match(
    exporter.log(),
    /level=info msg="recognised the log" source=late path=late\.log preset=vault-audit/,
  );
  assert.equal(exporter.log().match(/source=prose/g)?.length, 1, 'said once');
});
