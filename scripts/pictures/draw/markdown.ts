import { Html, html } from '../../../src/web/html.js';

/** The Markdown that our texts are written in: heads, paragraphs, lists, tables, blocks of code. */
export function markdown(text: string): Html {
  const lines = text.split('\n');
  const blocks: Html[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = endOfBlock(lines, at);
    blocks.push(...block(lines.slice(at, end)));
    at = end;
  }
  return html`${blocks}`;
}

function endOfBlock(lines: readonly string[], start: number): number {
  const isCode = lines[start]!.startsWith('```');
  let end = start + 1;
  if (isCode) {
    while (end < lines.length && !lines[end]!.startsWith('```')) end += 1;
    return Math.min(end + 1, lines.length);
  }
  if (lines[start]!.startsWith('#')) return end;
  while (end < lines.length && lines[end] !== '' && !/^(#|```)/.test(lines[end]!)) end += 1;
  return end;
}

function block(lines: readonly string[]): Html[] {
  const [first = ''] = lines.filter((line) => line !== '');
  if (first === '') return [];
  if (first.startsWith('```')) return [html`<pre>${lines.slice(1, -1).join('\n')}</pre>`];
  const head = /^(#+) (.*)$/.exec(first);
  if (head !== null) return [html`<h3 class="level-${head[1]!.length}">${inline(head[2]!)}</h3>`];
  if (first.startsWith('|')) return [table(lines.filter((line) => line !== ''))];
  if (/^(\d+\.|[-*]) /.test(first)) return [list(lines, /^\d/.test(first))];
  return [html`<p>${inline(lines.join(' '))}</p>`];
}

function list(lines: readonly string[], numbered: boolean): Html {
  const items: string[] = [];
  for (const line of lines) {
    const start = /^\s*(?:\d+\.|[-*]) (.*)$/.exec(line);
    if (start !== null) items.push(start[1]!);
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  const all = items.map((item) => html`<li>${inline(item)}</li>`);
  return numbered ? html`<ol>${all}</ol>` : html`<ul>${all}</ul>`;
}

function table([head = '', , ...rows]: readonly string[]): Html {
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => inline(cell.trim()));
  const heads = cells(head).map((cell) => html`<th>${cell}</th>`);
  const body = rows.map((line) => html`<tr>${cells(line).map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<table><tr>${heads}</tr>${body}</table>`;
}

const spans = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\([^)]*\)/g;

function inline(text: string): Html {
  const parts: Html[] = [];
  let at = 0;
  for (const match of text.matchAll(spans)) {
    const [whole, code, strong, soft, link] = match;
    parts.push(html`${text.slice(at, match.index)}`);
    if (code !== undefined) parts.push(html`<code>${code}</code>`);
    else if (strong !== undefined) parts.push(html`<b>${inline(strong)}</b>`);
    else if (soft !== undefined) parts.push(html`<i>${inline(soft)}</i>`);
    else parts.push(html`<a>${inline(link ?? '')}</a>`);
    at = match.index + whole.length;
  }
  return new Html([...parts, html`${text.slice(at)}`].join(''));
}
