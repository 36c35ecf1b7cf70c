const escapes = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([abfnrtv"'/\\]))/g;
const single: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The value of a quoted text as Go writes it: the escapes of strconv.Quote, which hclog and the logfmt libraries
 * use, and those of JSON. What is no escape stays as it stands: go-hclog does not escape the backslash itself.
 */
export function unescapeQuoted(raw: string): string {
  return raw.replace(escapes, (whole: string, x?: string, u?: string, long?: string, char?: string) => {
    if (char !== undefined) return single[char] ?? char;
    const code = Number.parseInt(x ?? u ?? long ?? '', 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

/** Where the quoted text that starts at `at` (after its quote) ends: the quote that no backslash escapes, or `end`. */
export function closingQuote(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i += 1) {
    if (bytes[i] === 0x5c) i += 1;
    else if (bytes[i] === 0x22) return i;
  }
  return end;
}
