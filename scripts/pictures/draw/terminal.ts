import { Html, html } from '../../../src/web/html.js';

export const terminalWidth = 1000;
const lineHeight = 20;
const around = 84;

const style = new Html(`
body { margin: 0; background: #0b0c0e; }
div { margin: 16px; border: 1px solid #2c2f36; border-radius: 8px; overflow: hidden; background: #15171b; }
h1 { margin: 0; padding: 0 14px; background: #22252b; color: #9fa1b0; font: 13px/30px "Liberation Sans", sans-serif; text-align: center; }
pre { margin: 0; padding: 10px 16px; color: #d8d9da; font: 14px/${lineHeight}px "DejaVu Sans Mono", "Liberation Mono", monospace;
  white-space: pre-wrap; } b { color: #73bf69; } i { color: #8ab8ff; font-style: normal; } u { color: #ff9830; text-decoration: none; }`);

const columns = 112;

/** A command and what it wrote, as a terminal shows it: the head of the output, then only its last block. */
export function drawTerminal(command: string, output: string): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${command}</title><style>${style}</style></head>
<body><div><h1>${command}</h1><pre><b>$</b> ${command}
${shownLines(output).map(drawLine)}</pre></div></body></html>`;
}

export function terminalHeight(output: string): number {
  const lines = shownLines(output).map((line) => Math.max(1, Math.ceil(line.length / columns)));
  return around + lineHeight * (1 + lines.reduce((sum, one) => sum + one, 0));
}

/** On a terminal each block is drawn over the one before it. */
function shownLines(output: string): string[] {
  const lines = output.trimEnd().split('\n');
  const isHead = (line: string) => line.startsWith('after ');
  const first = lines.findIndex(isHead);
  const last = lines.findLastIndex(isHead);
  return first < 0 ? lines : [...lines.slice(0, first), ...lines.slice(last)];
}

/** The name of what a line tells in one colour, addresses in another. */
function drawLine(line: string): Html {
  const [, name = '', rest = line] = /^( {2}[a-z ]+? {2,})(.*)$/.exec(line) ?? [];
  const parts = rest
    .split(/(https?:\S+)/)
    .map((part, index) => (index % 2 === 1 ? html`<u>${part}</u>` : html`${part}`));
  return html`<i>${name}</i>${parts}
`;
}
