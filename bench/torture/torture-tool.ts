import { tortureExporter } from './exporter-run.js';
import type { ToolName, TortureOptions } from './options.js';
import type { TortureResult } from './result.js';
import { tortureRival } from './rival-run.js';
import { rivals } from './rivals.js';

/** One run of one tool in the empty `directory`. */
export function tortureTool(
  tool: ToolName,
  options: TortureOptions,
  directory: string,
): Promise<TortureResult> {
  return tool === 'exporter'
    ? tortureExporter(options, directory)
    : tortureRival(rivals[tool], options, directory);
}
