import fc from 'fast-check';
import type { PlainEvent } from './conditions.js';

/** Few fields and few letters, so that values and events meet often, near misses included. */
const field = fc.constantFrom('a', 'b', 'c.d');
const unit = fc.constantFrom(
  'a',
  'A',
  'b',
  '1',
  '*',
  '?',
  '\\',
  '-',
  '/',
  '–',
  ' ',
  'é',
  'É',
  'Σ',
  'ς',
  '😀',
  '.',
);
const text = fc.string({ unit, maxLength: 6 });
const someText = fc.string({ unit, minLength: 1, maxLength: 6 });
const number = fc.constantFrom(-1, 0, 1, 1.5, 11);
const address = fc.constantFrom(
  '10.1.2.3',
  '10.2.0.0',
  '::1',
  '2001:db8::7',
  '::ffff:10.1.2.3',
  '10.1.2',
  '::g',
);
const range = fc.constantFrom('10.0.0.0/8', '10.1.2.3/32', '10.1.0.0/16', '2001:db8::/32', '::/0', '::1/128');
const time = fc
  .tuple(
    fc.date({ min: new Date('1999-12-25'), max: new Date('2033-01-10'), noInvalidDate: true }),
    fc.constantFrom('Z', '+02:00', '-05:30'),
  )
  .map(([date, zone]) => date.toISOString().replace(/\.\d+Z$/, zone));

/** Values of an event: every kind that JSON has. */
const leaf = fc.oneof(
  { weight: 4, arbitrary: text },
  number,
  fc.boolean(),
  fc.constant(null),
  address,
  time,
  fc.record({ a: text }),
);
export const arbitraryEvent: fc.Arbitrary<PlainEvent> = fc.dictionary(
  field,
  fc.oneof(
    { weight: 3, arbitrary: leaf },
    fc.array(fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })), { maxLength: 3 }),
  ),
  { noNullPrototype: true },
);
export const arbitraryLine = fc.string({ unit, maxLength: 12 });

/** One value or a list; with `all` a list of at least two. */
function listOf(value: fc.Arbitrary<unknown>, key: string): fc.Arbitrary<readonly [string, unknown]> {
  const list = fc.array(value, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    value.map((one) => [key, one] as const),
    list.map((many) => [key, many] as const),
    fc.array(value, { minLength: 2, maxLength: 3 }).map((many) => [`${key}|all`, many] as const),
  );
}

const mayNegate = (entry: fc.Arbitrary<readonly [string, unknown]>): typeof entry =>
  fc.tuple(entry, fc.boolean()).map(([[key, data], neq]) => [neq ? `${key}|neq` : key, data]);

const textModifiers = fc
  .tuple(
    fc.constantFrom('', '', '|contains', '|startswith', '|endswith'),
    fc.constantFrom('', '', '|cased'),
    fc.constantFrom('', '|windash'),
  )
  .map((words) => words.join(''));
const regex = fc.constantFrom('^a', 'b$', 'a+|1', '[^a]', '^.$', '(ab)*A', '\\d');
const entryOf = (name: string): fc.Arbitrary<readonly [string, unknown]> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: textModifiers.chain((words) =>
        mayNegate(listOf(fc.oneof(text, number, fc.boolean()), name + words)),
      ),
    },
    mayNegate(fc.constant([name, null])),
    fc.boolean().map((there) => [`${name}|exists`, there] as const),
    fc.constantFrom('lt', 'lte', 'gt', 'gte').chain((order) => mayNegate(listOf(number, `${name}|${order}`))),
    fc.constantFrom('', '|i', '|s', '|i|m').chain((flags) => mayNegate(listOf(regex, `${name}|re${flags}`))),
    mayNegate(listOf(range, `${name}|cidr`)),
    fc.constantFrom('', '|cased').chain((cased) => mayNegate(listOf(field, `${name}|fieldref${cased}`))),
    fc
      .tuple(fc.constantFrom('hour', 'day', 'week', 'month'), fc.constantFrom('', '|lt', '|gte'))
      .chain(([part, order]) =>
        mayNegate(listOf(fc.integer({ min: 1, max: 12 }), `${name}|${part}${order}`)),
      ),
  );

/** At least one entry: `[key, data]` pairs as a map. */
const map = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: field.chain(entryOf) },
      fc.array(someText, { minLength: 2, maxLength: 3 }).map((many) => ['|all', many] as const),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((entries) => Object.fromEntries(entries));

const selection = fc.oneof(
  map,
  fc.array(fc.oneof({ weight: 3, arbitrary: map }, someText), { minLength: 1, maxLength: 3 }),
);

const names = ['sel_a', 'sel_b', 'filter_a', '_hidden'] as const;
const expression = fc.letrec<{ or: string; and: string; not: string }>((tie) => ({
  or: fc.array(tie('and'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' or ')),
  and: fc.array(tie('not'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' and ')),
  not: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...names),
    fc
      .tuple(
        fc.constantFrom('1', 'any', 'all'),
        fc.constantFrom('them', 'sel*', '*_a', 's*_*', 'filter_a', '*'),
      )
      .map(([quantifier, pattern]) => `${quantifier} of ${pattern}`),
    tie('not').map((part) => `not ${part}`),
    tie('or').map((part) => `(${part})`),
  ),
})).or;

const detection = fc
  .tuple(fc.tuple(selection, selection, selection, selection), expression)
  .map(([parts, text]) => ({
    ...Object.fromEntries(names.map((name, i) => [name, parts[i]])),
    // The second condition names every selection: an unused one is a problem.
    condition: [text, 'sel_a and sel_b and filter_a'],
  }));

/** Conditions that are free of problems, in every form that exporter.yml knows. */
export const arbitraryCondition: fc.Arbitrary<unknown> = fc.oneof(selection, detection);
