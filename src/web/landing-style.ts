import { Html } from './html.js';

/** Self-contained: the page loads nothing. The header has the colour of Prometheus' exporters. */
export const landingStyle = new Html(`
:root { color-scheme: light dark; --page: #f6f6f4; --card: #fff; --text: #22242a; --soft: #666a73;
  --line: #e3e3df; --link: #b8430f; --good: #1a7f45; --bad: #c0291c; --accent: #e6522c; }
@media (prefers-color-scheme: dark) { :root { --page: #16171a; --card: #1f2125; --text: #e8e8e6; --soft: #9da1aa;
  --line: #33363c; --link: #ff8a65; --good: #4cc47f; --bad: #ff7b6e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header { background: var(--accent); color: #fff; }
header > div, main { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header > div { padding-top: 28px; padding-bottom: 26px; }
h1 { margin: 0; font-size: 28px; font-weight: 650; letter-spacing: -.01em; }
header p { margin: 4px 0 0; font-size: 19px; line-height: 1.35; }
h2 { margin: 34px 0 12px; font-size: 18px; font-weight: 650; }
a { color: var(--link); text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.links { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 14px;
  list-style: none; margin: 28px 0 0; padding: 0; }
.links li, .table, .empty { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.links li { padding: 16px 18px; }
.links a { font-weight: 600; font-size: 16px; }
.links p { margin: 0; color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.table { overflow-x: auto; }
.empty { padding: 18px; color: var(--soft); margin: 0; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 11px 14px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--soft); font-size: 13px; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; overflow-wrap: break-word; }
tbody th code { overflow-wrap: normal; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.none { color: var(--soft); }
.warn { color: var(--bad); font-weight: 600; }
code { font: 13px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
td code { display: block; overflow-wrap: anywhere; min-width: 26ch; }
td code + .none { font-size: 13px; }
.state { display: inline-flex; align-items: center; gap: 7px; font-weight: 600; white-space: nowrap; }
.state::before { content: ""; width: 9px; height: 9px; border-radius: 50%; background: currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); }
footer { color: var(--soft); font-size: 13px; padding: 22px 0 34px; }
`);
