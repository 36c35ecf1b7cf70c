import type { LineCounts } from '../base/telemetry.js';
import { type Html, html } from './html.js';
import { landingStyle } from './landing-style.js';

/** What the landing page shows of one source. */
export interface SourceSummary {
  readonly name: string;
  readonly preset: string | undefined;
  /** Paths and globs as configured. */
  readonly files: readonly string[];
  readonly openFiles: number;
  readonly up: boolean;
  readonly lines: LineCounts;
  readonly lagBytes: number;
}

export interface VersionInfo {
  readonly version: string;
  /** Commit the build was made from; empty when unknown. */
  readonly revision: string;
}

export interface Readiness {
  readonly ready: boolean;
  /** For people: `ready`, or what is waited for. */
  readonly message: string;
}

export interface LandingPage {
  readonly telemetryPath: string;
  readonly version: VersionInfo;
  readonly readiness: Readiness;
  readonly sources: readonly SourceSummary[];
}

const lineColumns = [
  ['Events', 'event'],
  ['Ignored', 'ignored'],
  ['Invalid', 'invalid'],
  ['Too long', 'tooLong'],
] as const;

/** The page at `/`. Links are relative, so that it also works behind a proxy that adds a prefix. */
export function landingPage({ telemetryPath, version, readiness, sources }: LandingPage): string {
  const revision = version.revision === '' ? '' : `, revision ${version.revision}`;
  return `<!DOCTYPE html>\n${html`<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>auditlog-exporter</title>
<style>${landingStyle}</style>
</head>
<body>
<header><div>
<h1>auditlog-exporter</h1>
<p>Follows audit logs and counts their events for Prometheus</p>
</div></header>
<main>
<ul class="links">
${link(telemetryPath, 'Metrics', html`Prometheus text or OpenMetrics`)}
${link('/-/ready', 'Ready', state(readiness.ready, readiness.message))}
${link('/-/healthy', 'Healthy', html`Answers while the process is alive`)}
</ul>
<h2>Sources</h2>
${sources.length === 0 ? html`<p class="empty">No sources are configured.</p>` : sourceTable(sources)}
<footer>Version ${version.version}${revision}</footer>
</main>
</body>
</html>`}\n`;
}

function link(path: string, title: string, text: Html): Html {
  return html`<li><a href="./${path.slice(1)}">${title}</a><p>${text}</p></li>`;
}

function sourceTable(sources: readonly SourceSummary[]): Html {
  return html`<div class="table"><table>
<thead><tr><th scope="col">Source</th><th scope="col">State</th><th scope="col">Files</th>
${lineColumns.map(([title]) => html`<th scope="col" class="number">${title}</th>`)}
<th scope="col" class="number">Lag</th></tr></thead>
<tbody>
${sources.map(sourceRow)}
</tbody>
</table></div>`;
}

function sourceRow({ name, preset, files, openFiles, up, lines, lagBytes }: SourceSummary): Html {
  return html`<tr>
<th scope="row">${name}<br><code class="none">${preset ?? 'no preset'}</code></th>
<td>${state(up, up ? 'up' : 'down')}</td>
<td>${files.map((file) => html`<code>${file}</code>`)}<span class="none">${openFiles} open</span></td>
${lineColumns.map(([, key]) => lineCell(lines[key], key === 'invalid' || key === 'tooLong'))}
<td class="number">${formatBytes(lagBytes)}</td>
</tr>
`;
}

function lineCell(count: number, unwanted: boolean): Html {
  const kind = count === 0 ? 'none' : unwanted ? 'warn' : '';
  return html`<td class="number ${kind}">${count.toLocaleString('en-US')}</td>`;
}

function state(good: boolean, text: string): Html {
  return html`<span class="state ${good ? 'good' : 'bad'}">${text}</span>`;
}

function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const value = bytes / 2 ** (10 * power);
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${units[power]}`;
}
