/** A table that holds 1 at each byte whose character (in Latin 1) the pattern matches, and 0 elsewhere. */
export function byteSet(pattern: RegExp): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte += 1) table[byte] = pattern.test(String.fromCharCode(byte)) ? 1 : 0;
  return table;
}
