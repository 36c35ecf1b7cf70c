import type { Readable } from 'node:stream';
import { systemClock } from '../base/clock.js';
import { silentLogger } from '../base/log.js';
import { intervalWaker } from '../base/waker.js';
import { configForFiles } from '../config/config-for-files.js';
import { compileConfig } from '../exporter/compile-config.js';
import { Exporter } from '../exporter/exporter.js';
import { demoLogPaths } from './simulator/write-demo-logs.js';
import { buildInfo } from './version.js';

/** An exporter that follows the logs of the demo in `directory` and keeps nothing of them. */
export function demoExporter(directory: string, stdin: Readable): Exporter {
  const paths = demoLogPaths(directory);
  const files = [
    { name: 'vault', files: [paths.vaultAudit], preset: 'vault-audit' },
    { name: 'vault-server', files: [paths.vaultServer], preset: 'vault-server' },
    { name: 'conjur', files: [paths.conjurAudit], preset: 'conjur' },
  ];
  return new Exporter({
    clock: systemClock,
    logger: silentLogger,
    waker: intervalWaker,
    stdin,
    build: buildInfo(),
    load: (telemetry) => compileConfig(configForFiles(files), { telemetry, clock: systemClock }),
    keepState: false,
    failed: (error) => {
      throw error;
    },
  });
}
