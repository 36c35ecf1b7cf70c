import { RE2JS } from 're2js';
import { Fault } from '../schema/fault.js';
import type { Schema } from '../schema/schema.js';
import { parsedText } from '../schema/text.js';

/** An RE2 pattern; RE2 because the text it meets is chosen by an attacker, and it takes linear time. */
export const regex: Schema<string> = parsedText({
  expected: 'an RE2 pattern',
  anyScalar: true,
  parse(text) {
    const compiled = compileRegex(text);
    return compiled instanceof Fault ? compiled : text;
  },
});

/** A pattern for lines: its named groups become the fields of the event. */
export const linePattern: Schema<string> = parsedText({
  expected: 'an RE2 pattern with named groups, as in ^(?P<user>\\S+) (?P<action>\\S+)$',
  parse(text) {
    const compiled = compileRegex(text);
    if (compiled instanceof Fault) return compiled;
    if (Object.keys(compiled.namedGroups()).length > 0) return text;
    return new Fault(
      'the pattern has no named group; write (?P<name>…) around each part that becomes a field',
    );
  },
});

/** A pattern for what must not stand in a log. One that matches nothing at all would find it in every line. */
export const secretPattern: Schema<string> = parsedText({
  expected: 'an RE2 pattern such as corp-[0-9a-f]{32}',
  parse(text) {
    const compiled = compileRegex(text);
    if (compiled instanceof Fault) return compiled;
    if (!compiled.matcher('').find()) return text;
    return new Fault('the pattern matches the empty text, so it is found in every line');
  },
});

/** The pattern compiled, or why it does not compile. */
export function compileRegex(source: string): RE2JS | Fault {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const reason = String((error as Error).message).replace(/^error parsing regexp: /, '');
    const hint = missingFeature(source);
    return new Fault(`cannot compile the pattern: ${reason}${hint === undefined ? '' : `; ${hint}`}`);
  }
}

function missingFeature(source: string): string | undefined {
  if (/\(\?<?[=!]/.test(source))
    return 'RE2 has no look-around: match the text around it, or use a condition';
  if (/\\[1-9]/.test(source)) return 'RE2 has no back-references: it would need more than linear time';
  return undefined;
}
