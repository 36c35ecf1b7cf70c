import { commandHelp, programHelp } from '../src/cli/help.js';
import { allCommands } from '../src/cli/program.js';
import { listPresets } from '../src/config/presets.js';
import { selfFamilies } from '../src/series/self-families.js';
import { SourceAccounts } from '../src/series/source-account.js';
import { metricHead, metricRows } from './metric-rows.js';

/** The parts of the README that are made from the code, by the name of their marker. */
export async function readmeSections(): Promise<Map<string, string>> {
  const commands = await allCommands();
  const run = commands.find(({ name }) => name === 'run')!;
  const others = commands.filter((command) => command !== run);
  return new Map([
    ['help', block(programHelp(commands, run))],
    ['command help', others.map((command) => block(commandHelp(command))).join('\n')],
    [
      'presets',
      table(
        ['preset', 'log'],
        listPresets().map(({ name, description }) => [`\`${name}\``, description]),
      ),
    ],
    ['metrics', table(metricHead, metricRows())],
    ['self-metrics', selfMetricsTable()],
  ]);
}

function block(text: string): string {
  return `\`\`\`\n${text.trimEnd()}\n\`\`\`\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

function selfMetricsTable(): string {
  const families = selfFamilies(new SourceAccounts([]), new Map(), new Map());
  return table(
    ['metric', 'type', 'meaning'],
    families.map(({ name, type, help }) => [`\`${name}\``, type, help]),
  );
}

/** `text` with each generated part renewed. Throws when a marker has no part, or a part no marker. */
export function renewSections(text: string, sections: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  const renewed = text.replace(
    /(<!-- generated: ([\w -]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, begin: string, name: string, end: string) => {
      const section = sections.get(name);
      if (section === undefined) throw new Error(`README.md has a marker for "${name}", which nobody makes`);
      seen.add(name);
      return `${begin}${section}${end}`;
    },
  );
  for (const name of sections.keys())
    if (!seen.has(name)) throw new Error(`README.md has no marker for "${name}"`);
  return renewed;
}
