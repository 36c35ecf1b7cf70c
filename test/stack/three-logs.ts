import type { SimulatedLines } from '../../src/cli/simulator/stage.js';

export type LogName = keyof SimulatedLines;
export const logNames: readonly LogName[] = ['vaultAudit', 'vaultServer', 'conjurAudit'];

/** The exporter.yml of a directory with the logs that the simulator writes. Paths in it begin with `directory`. */
export function exporterYaml(directory: string, pollInterval = '1s'): string {
  const source = (file: string, preset: string) =>
    `{ files: ${directory}${file}, preset: ${preset}, poll_interval: ${pollInterval} }`;
  return `state: { directory: ${directory}state, interval: 5s }
sources:
  vault: ${source('vault-audit.log', 'vault-audit')}
  vault-server: ${source('vault-server.log', 'vault-server')}
  conjur: ${source('conjur-audit.json', 'conjur')}
`;
}
