import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { freePort } from '../../bench/torture/free-port.js';
import { systemClock } from '../../src/base/clock.js';
import { yesterdaysLines } from '../../src/cli/simulator/simulator.js';
import { demoLogPaths } from '../../src/cli/simulator/write-demo-logs.js';
import { startExporter } from '../support/exporter-process.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { rareLines } from './rare-lines.js';
import { exporterYaml, logNames } from './three-logs.js';

export const TROUBLE = 'trouble';

/** Enough is enough for a metric that nobody needs. */
const ownMetric = `metrics:
  - { name: audit_callers_total, type: counter, sources: [vault], labels: { user: auth.display_name }, limit: 3 }
`;
const longLine = 'x'.repeat(2 ** 20 + 1);

export interface TroubledHost {
  readonly name: string;
  readonly address: string;
  /** Everything goes wrong for the exporter: what no scenario of the simulator does. */
  readonly begin: () => Promise<void>;
}

/** A host whose exporter meets lines that are no lines, a metric that is full, and a log that is gone. */
export async function startTroubledHost(t: TestContext): Promise<TroubledHost> {
  const directory = temporaryDirectory(t);
  const paths = demoLogPaths(directory);
  const append = (path: string, lines: readonly string[]) =>
    appendFileSync(path, lines.map((line) => `${line}\n`).join(''));
  const history = yesterdaysLines({ seed: 99, clock: systemClock });
  for (const name of logNames) append(paths[name], history[name]);
  writeFileSync(`${directory}/exporter.yml`, `${exporterYaml('./', '250ms')}${ownMetric}`);
  const address = `127.0.0.1:${await freePort()}`;
  const start = async () => {
    const started = await startExporter([`--web.listen-address=${address}`], directory);
    t.after(() => started.stop('SIGKILL'));
    return started;
  };
  const exporter = await start();
  const begin = async () => {
    const { vaultAudit, conjurAudit } = rareLines(new Date());
    append(paths.vaultAudit, [...vaultAudit, ...history.vaultAudit]);
    append(paths.conjurAudit, [...conjurAudit, ...Array(20).fill('no line of Conjur'), longLine]);
    await exporter.scrapeUntil((text) => /lines_total\{source="conjur",result="too_long"\} 1$/m.test(text));
    await exporter.stop();
    rmSync(paths.vaultServer);
    append(paths.vaultServer, history.vaultServer.slice(-1));
    const again = await start();
    await again.scrapeUntil((text) => /gaps_total\{source="vault-server"\} 1$/m.test(text));
    renameSync(paths.conjurAudit, `${paths.conjurAudit}.1`);
    append(paths.conjurAudit, history.conjurAudit.slice(-1));
    await again.scrapeUntil((text) => /rotations_total\{source="conjur",kind="rename"\} 1$/m.test(text));
  };
  return { name: TROUBLE, address, begin };
}
