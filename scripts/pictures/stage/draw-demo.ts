import { drawTerminal, terminalHeight, terminalWidth } from '../draw/terminal.js';
import { runDemo } from './run-demo.js';
import { type Folders, savePicture } from './save-picture.js';

const statusSize = { width: 1_100, height: 720 };

/** What the demo writes on a terminal, and its page. */
export async function drawDemo(folders: Folders): Promise<void> {
  const output = await runDemo((url) => savePicture({ url }, 'status', statusSize, folders));
  const html = drawTerminal('auditlog-exporter demo', output).toString();
  await savePicture({ html }, 'demo', { width: terminalWidth, height: terminalHeight(output) }, folders);
}
