import { runbookPath } from '../runbook-links.js';

/**
 * Markdown of docs/runbooks/ as a text panel shows it: links to other runbooks lead to their panels, those to files of
 * the repository, which Grafana does not have, become plain text. Grafana would take `$name` for a variable only where
 * there is one of that name; the dashboard of the runbooks has none.
 */
export function forGrafana(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(([^)]+)\)/g, (link, words: string, target: string) => {
    if (/^https?:/.test(target)) return link;
    const alert = /^(\w+)\.md(#.*)?$/.exec(target)?.[1];
    return alert === undefined || alert === 'README' ? words : `[${words}](${runbookPath(alert)})`;
  });
}
