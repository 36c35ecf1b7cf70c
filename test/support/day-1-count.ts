import { runTool } from './debian.js';
import { parseExposition } from './parse-exposition.js';

/** What is in an audit log, by jq. */
export interface Counted {
  readonly entries: number;
  readonly denied: Readonly<Record<string, number>>;
}

const program = `reduce inputs as $line ({entries: 0, denied: {}};
  .entries += 1
  | if $line.type == "response" and ($line.error // "" | contains("permission denied"))
    then .denied[$line.auth.display_name] += 1 else . end)`;

export async function countWithJq(log: string): Promise<Counted> {
  const { status, stdout, stderr } = await runTool('jq', ['-n', program], log);
  if (status !== 0) throw new Error(`jq: ${stderr}`);
  return JSON.parse(stdout) as Counted;
}

/** The same as the exporter shows it. */
export function countedByExporter(exposition: string): Counted {
  const denied: Record<string, number> = {};
  for (const { labels, value } of samplesOf(exposition, 'audit_denied_total', { source: 'vault' })) {
    if (value > 0) denied[labels.get('user')!] = (denied[labels.get('user')!] ?? 0) + value;
  }
  return { entries: linesOf(exposition, 'vault', 'event'), denied };
}

/** Lines that the exporter has read of a source, by what became of them. */
export function linesOf(exposition: string, source: string, result: string): number {
  return sum(exposition, 'auditlog_exporter_lines_total', { source, result });
}

/** The sum of a family's samples that have these labels. */
export function sum(exposition: string, family: string, labels: Readonly<Record<string, string>>): number {
  return samplesOf(exposition, family, labels).reduce((total, { value }) => total + value, 0);
}

function samplesOf(exposition: string, family: string, wanted: Readonly<Record<string, string>>) {
  const { samples } = parseExposition(exposition, 'text-0.0.4').get(family) ?? { samples: [] };
  return samples.filter(({ labels }) =>
    Object.entries(wanted).every(([name, value]) => labels.get(name) === value),
  );
}
