/**
 * Packs the package, installs it as a user would, and starts it under the Node.js versions given as arguments (22 24):
 * the binaries come from npm's `node` package. Exits 1 when one of them does not replay a log, or does not serve.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const line = JSON.stringify({
  type: 'response',
  time: '2026-11-21T06:10:01Z',
  error: '1 error occurred:\n\t* permission denied\n\n',
  auth: { display_name: 'alice' },
  request: {
    id: '1',
    operation: 'read',
    path: 'secret/data/db',
    mount_type: 'kv',
    namespace: { id: 'root' },
  },
});

function npm(args: readonly string[], cwd: string): void {
  execFileSync('npm', ['--loglevel=error', ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

function install(directory: string): string {
  npm(['pack', '--pack-destination', directory], process.cwd());
  const tarball = readdirSync(directory).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(join(directory, 'package.json'), '{"private":true}');
  npm(['install', '--omit=dev', join(directory, tarball)], directory);
  return join(directory, 'node_modules/auditlog-exporter/dist/main.js');
}

function nodeBinary(directory: string, version: string): string {
  const prefix = join(directory, `node-${version}`);
  npm(['install', '--no-save', '--prefix', prefix, `node@${version}`], directory);
  return join(prefix, 'node_modules/node/bin/node');
}

function checkReplay(node: string, program: string, log: string): void {
  const text = execFileSync(node, [program, 'replay', log], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (!text.includes('audit_denied_total{source="audit",system="vault",user="alice",operation="read"} 1')) {
    throw new Error(`replay does not count the denied call:\n${text}`);
  }
}

async function checkServe(node: string, program: string, log: string): Promise<void> {
  const child = spawn(node, [program, '--web.listen-address=127.0.0.1:0', log], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stderr.on('data', (piece: Buffer) => {
        text += piece.toString();
        const match = /msg="serving metrics" url=(\S+)/.exec(text);
        if (match !== null) resolve(match[1]!);
      });
      child.once('close', () => reject(new Error(`ended: ${text}`)));
    });
    let { status } = await fetch(url);
    // 503 until the log has been read; a package that never gets there is no good.
    for (let tries = 0; status === 503 && tries < 300; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ({ status } = await fetch(url));
    }
    if (status !== 200) throw new Error(`${url} answers ${status}`);
  } finally {
    child.kill();
  }
}

const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-package-'));
try {
  const program = install(directory);
  const log = join(directory, 'audit.log');
  writeFileSync(log, `${line}\n`);
  for (const version of process.argv.slice(2)) {
    const node = nodeBinary(directory, version);
    checkReplay(node, program, log);
    await checkServe(node, program, log);
    const exact = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    process.stdout.write(`package: installed, replays and serves under Node.js ${exact}\n`);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
