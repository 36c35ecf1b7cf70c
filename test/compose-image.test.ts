import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { copies, readDockerfile } from './support/compose-dockerfile.js';
import { runTool } from './support/debian.js';
import { temporaryDirectory } from './support/temporary-directory.js';
import { denied, vaultCall } from './support/vault-lines.js';

const inRepository = (...path: string[]) => join(packageRoot(), ...path);
const stages = readDockerfile();
const [build, image] = [stages[0]!, stages[1]!];
const one = (name: string) =>
  image.filter((instruction) => instruction.name === name).map(({ text }) => text);

test('the image is built in two stages, each from a base that is named with its version', () => {
  assert.deepEqual(
    stages.map(([from]) => from!.text.replace(/\d+\.\d+\.\d+/, 'VERSION')),
    ['node:VERSION-bookworm-slim AS build', 'gcr.io/distroless/nodejs24-debian12:nonroot'],
  );
});

test('what is copied from the repository is there, and it is all that the build is given', () => {
  const sources = copies(build).flatMap((copy) => copy.sources.map((source) => source.replace(/^\.\//, '')));
  for (const source of sources) assert.ok(existsSync(inRepository(source)), source);
  const rules = readFileSync(inRepository('.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  assert.equal(rules[0], '*', 'nothing but what is named');
  const admitted = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
  assert.deepEqual(admitted.sort(), sources.sort());
});

test('no package runs a script when it is installed, so the build can do without', () => {
  const lock = JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8'));
  const packages = Object.entries(lock.packages as Record<string, { hasInstallScript?: boolean }>);
  assert.ok(packages.length > 80);
  assert.deepEqual(
    packages.filter(([, { hasInstallScript }]) => hasInstallScript === true),
    [],
  );
});

test('nothing in the image runs as root or needs a shell', () => {
  assert.deepEqual(one('RUN'), []);
  assert.deepEqual(one('USER'), ['65532:65532']);
  assert.deepEqual(one('EXPOSE'), ['10105 10106']);
  assert.deepEqual(JSON.parse(one('ENTRYPOINT')[0]!), ['/nodejs/bin/node', '/app/dist/main.js']);
  assert.deepEqual(JSON.parse(one('CMD')[0]!), ['--web.listen-address=0.0.0.0:10105']);
  assert.match(one('HEALTHCHECK')[0]!, / CMD \["\/nodejs\/bin\/node",/);
});

/** What `npm ci` followed by `npm prune --omit=dev` leaves below node_modules. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8'));
  return Object.entries(lock.packages as Record<string, { dev?: boolean; devOptional?: boolean }>)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path]) => path);
}

/** The directory /app of the image: what its COPY lines take, of the repository as `npm test` has built it. */
function assembleApp(t: TestContext): string {
  const app = temporaryDirectory(t);
  for (const { from, sources, target } of copies(image)) {
    if (!target.startsWith('/app/')) continue;
    assert.equal(from, 'build');
    for (const source of sources) {
      const path = source.replace('/app/', '');
      const paths = path === 'node_modules' ? productionPackages() : [path];
      for (const each of paths) cpSync(inRepository(each), join(app, each), { recursive: true });
    }
  }
  return app;
}

test('what is in the image runs, with nothing else around it', async (t) => {
  const app = assembleApp(t);
  assert.deepEqual(readdirSync(app).sort(), [
    'LICENSE',
    'dist',
    'exporter.schema.json',
    'node_modules',
    'package.json',
    'presets',
  ]);
  const work = join(app, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'audit.log'), vaultCall({ user: 'alice', error: denied }));
  const run = (...args: string[]) =>
    runTool(process.execPath, [join(app, 'dist', 'main.js'), ...args], '', work);
  const { version } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));
  assert.match(
    (await run('--version')).stdout,
    new RegExp(`^auditlog-exporter ${version.replaceAll('.', '\\.')}`),
  );
  assert.equal((await run('notifications', '--help')).status, 0);
  const { status, stdout, stderr } = await run('replay', 'audit.log');
  assert.equal(status, 0, stderr);
  assert.ok(
    stdout.includes('audit_denied_total{source="audit",system="vault",user="alice",operation="read"} 1'),
  );
});
