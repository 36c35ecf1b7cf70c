import fc from 'fast-check';

/** What becomes of one member of an object; key and value are JSON text. */
type Edit = (key: string, value: string) => readonly string[];

/** Values of every kind, as JSON text: numbers that no double holds, lone surrogates, empty and nested things. */
const strangeValue = fc.oneof(
  fc.constantFrom(
    ...['null', 'true', 'false', '0', '-0', '1e999', '9007199254740993', '123456789012345678901234567890'],
    ...[
      '""',
      '"\\u0000"',
      '"\\ud800"',
      '"\\"\\\\\\n"',
      '"root"',
      '"response"',
      '"permission denied"',
      '"__other__"',
    ],
    ...[
      '[]',
      '{}',
      '[[]]',
      '[null]',
      '["root",["root"],{"root":1}]',
      '{"":{"":[]}}',
      '{"id":"root","path":7}',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text)),
  fc.json({ maxDepth: 3 }),
);
const strangeKey = fc.constantFrom(
  ...['__proto__', 'constructor', '', 'request', 'response', 'type', 'error', 'request.operation', 'a"b'],
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: strangeValue.map(
      (other): Edit =>
        (key) => [`${key}:${other}`],
    ),
  },
  fc.constant<Edit>(() => []),
  fc.constant<Edit>((key, value) => [`${key}:[${value}]`]),
  fc.constant<Edit>((key, value) => [`${key}:{"x":${value}}`]),
  strangeValue.map(
    (other): Edit =>
      (key, value) => [`${key}:${other}`, `${key}:${value}`],
  ),
  strangeValue.map(
    (other): Edit =>
      (key, value) => [`${key}:${value}`, `${key} : ${other}`],
  ),
  strangeKey.map(
    (other): Edit =>
      (_key, value) => [`${JSON.stringify(other)}:${value}`],
  ),
);

/** A JSON object with up to four of its members, at any depth, turned into something else. Always JSON. */
export function mutatedJson(original: fc.Arbitrary<object>): fc.Arbitrary<string> {
  const edits = fc.array(fc.tuple(fc.nat(24), edit), { maxLength: 4 });
  return fc.tuple(original, edits).map(([object, list]) => serialize(object, new Map(list), { member: 0 }));
}

function serialize(value: unknown, edits: ReadonlyMap<number, Edit>, at: { member: number }): string {
  if (Array.isArray(value)) return `[${value.map((each) => serialize(each, edits, at)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, inner]) => {
    const change = edits.get(at.member);
    at.member += 1;
    const [key, text] = [JSON.stringify(name), serialize(inner, edits, at)];
    return change === undefined ? [`${key}:${text}`] : change(key, text);
  });
  return `{${members.join(',')}}`;
}
