import type { Command } from './command.js';
import { describeFlags } from './flags.js';

const exits = `Exit codes: 0 success, 1 failure (problems in the configuration, a file that cannot be read, an address
that is taken), 2 a wrong command line.`;

/** What `auditlog-exporter --help` prints. */
export function programHelp(commands: readonly Command[], run: Command): string {
  const named = commands.filter((command) => command !== run);
  const width = Math.max(...named.map(({ name }) => name.length));
  const list = named.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n');
  return `Follows security audit logs and serves what happens in them as Prometheus metrics.

Usage:
  auditlog-exporter ${run.usage}
  auditlog-exporter COMMAND [options]

${run.description}

Options:
${describeFlags(run.flags)}

Commands:
${list}

\`auditlog-exporter COMMAND --help\` says more of each.

${exits}
`;
}

/** What `auditlog-exporter COMMAND --help` prints. */
export function commandHelp(command: Command): string {
  const flags =
    Object.keys(command.flags).length === 0 ? '' : `\nOptions:\n${describeFlags(command.flags)}\n`;
  return `Usage:
  auditlog-exporter ${command.name} ${command.usage}

${command.description}
${flags}
${exits}
`;
}
