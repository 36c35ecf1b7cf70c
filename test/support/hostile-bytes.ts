import fc from 'fast-check';

const pieces = [
  ...[
    '[INFO] ',
    '[ERR]',
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\',
    '=',
    ': ',
    ':',
    ' ',
    '  | ',
    '|',
    '==> ',
    '\t',
    '-',
    '<',
    '>',
  ],
  ...[
    '\x1b[94m',
    '#033[0m',
    '#011',
    '<38>',
    '1 ',
    '123 ',
    'Nov 21 06:59:01',
    '2026-11-21T06:59:01.123Z',
    '\ufeff',
  ],
  ...[
    'vault[4711]: ',
    'host',
    'core: ',
    'a=b',
    'key="v"',
    '[id@1 p="v"]',
    '2016/06/28 13:24:54',
    '0',
    'é',
    '\0',
  ],
];

/** Lines nobody writes but an attacker: any bytes, and the marks of the formats in any order. */
export const hostileLine: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 80 }),
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 }).map((of) => Buffer.from(of.join(''))),
);

/** Bytes that would mislead a decoder that reads past the ends of its line. */
export const misleading: fc.Arbitrary<string> = fc.constantFrom(
  '',
  ...pieces,
  '] {"a":"b"} "',
  '=x[INFO] core: ',
);
