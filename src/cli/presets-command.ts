import { nearestWord } from '../config/nearest-word.js';
import { listPresets, presetText } from '../config/presets.js';
import type { Command } from './command.js';
import { exitCodes, UsageError } from './terminal.js';

export const presetsCommand: Command = {
  name: 'presets',
  usage: '[NAME]',
  summary: 'lists the presets, or prints one',
  description: 'Without a name: the presets, one a line. With one: its file, to read and to copy rules from.',
  flags: {},
  async run(parsed, terminal) {
    const [name, ...rest] = parsed.positionals;
    if (rest.length > 0) throw new UsageError(`expected one name, found ${parsed.positionals.length}`);
    const presets = listPresets();
    if (name === undefined) {
      const width = Math.max(...presets.map((preset) => preset.name.length));
      for (const preset of presets)
        terminal.out.write(`${preset.name.padEnd(width)}  ${preset.description}\n`);
      return exitCodes.ok;
    }
    const text = presetText(name);
    if (text === undefined) {
      const near = nearestWord(
        name,
        presets.map((preset) => preset.name),
      );
      throw new UsageError(
        `unknown preset "${name}"; ${near === undefined ? '' : `did you mean "${near}"? `}there are: ${presets.map((preset) => preset.name).join(', ')}`,
      );
    }
    terminal.out.write(text);
    return exitCodes.ok;
  },
};
