import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Size } from '../draw/size.js';
import { decodePng } from '../png/decode-png.js';
import { encodePng } from '../png/encode-png.js';
import { type Page, screenshot } from './screenshot.js';

export interface Folders {
  /** For the pictures. */
  readonly folder: string;
  /** For what is needed on the way. */
  readonly directory: string;
}

/** Writes the top of a page as NAME.png, and says how large the file is. */
export async function savePicture(
  page: Page,
  name: string,
  size: Size,
  { folder, directory }: Folders,
): Promise<void> {
  const shot = join(directory, 'shot.png');
  await screenshot(page, shot, size, directory);
  const picture = encodePng(decodePng(readFileSync(shot)));
  writeFileSync(join(folder, `${name}.png`), picture);
  process.stdout.write(
    `${name}.png ${size.width} × ${Math.ceil(size.height)}, ${Math.round(picture.length / 1000)} kB\n`,
  );
}
