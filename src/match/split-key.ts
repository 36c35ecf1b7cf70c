/** A key of a rule: the text of its field path and its modifiers. */
export interface RuleKey {
  readonly field: string;
  readonly modifiers: readonly string[];
}

/**
 * Splits `request.path|startswith|cased`. The field ends at the first `|` outside double quotes. Spaces outside
 * quotes are stripped, as Sigma has it for field names (`Source Name` is `SourceName`).
 */
export function splitKey(key: string): RuleKey {
  let field = '';
  let quoted = false;
  for (let i = 0; i < key.length; i += 1) {
    const char = key[i]!;
    if (!quoted && char === '|') return { field, modifiers: splitModifiers(key.slice(i + 1)) };
    if (!quoted && char === ' ') continue;
    if (char === '"') quoted = !quoted;
    field += char;
    if (quoted && char === '\\') {
      i += 1;
      field += key[i] ?? '';
    }
  }
  return { field, modifiers: [] };
}

function splitModifiers(text: string): readonly string[] {
  return text.split('|').map((word) => word.trim());
}
