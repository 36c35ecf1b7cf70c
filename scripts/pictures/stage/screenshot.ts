import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Size } from '../draw/size.js';

const run = promisify(execFile);

const alone = [
  ...[
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--hide-scrollbars',
  ],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ...['--force-device-scale-factor=1', '--force-color-profile=srgb', '--enable-logging=stderr'],
];

/** A page itself, or where it is. */
export type Page = { readonly html: string } | { readonly url: string };

/**
 * Writes the top of a page as PNG. `directory`: for what Chromium writes.
 * @throws Error when a script of the page fails: a graph would be missing.
 */
export async function screenshot(
  page: Page,
  file: string,
  { width, height }: Size,
  directory: string,
): Promise<void> {
  const source = join(directory, 'page.html');
  if ('html' in page) writeFileSync(source, page.html);
  const profile = join(directory, 'chromium');
  const { stderr } = await run('chromium', [
    ...alone,
    `--user-data-dir=${profile}`,
    `--window-size=${width},${Math.ceil(height)}`,
    `--screenshot=${file}`,
    'html' in page ? `file://${source}` : page.url,
  ]);
  rmSync(profile, { recursive: true, force: true });
  const failed = stderr.split('\n').filter((line) => /CONSOLE.*(?:Uncaught|Error)/.test(line));
  if (failed.length > 0) throw new Error(`${file}: ${failed.join('; ')}`);
}
