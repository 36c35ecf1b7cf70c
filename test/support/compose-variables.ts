const variable = /\$(?:(?<dollar>\$)|\{(?<name>\w+)(?::-(?<otherwise>[^}]*))?\})/g;

/**
 * Puts variables into every text below `value`, in the forms that our compose file uses: `${NAME}`, `${NAME:-OTHERWISE}`
 * and `$$` for a dollar.
 * @throws Error for a `$` in any other form.
 */
export function substitute(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return substituteText(value, variables);
  if (Array.isArray(value)) return value.map((one) => substitute(one, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, substitute(one, variables)]));
}

function substituteText(text: string, variables: Readonly<Record<string, string>>): string {
  if (text.replace(variable, '').includes('$')) throw new Error(`cannot substitute in ${text}`);
  return text.replace(variable, (...match) => {
    const { dollar, name, otherwise } = match.at(-1) as Record<string, string | undefined>;
    return dollar ?? (variables[name!] || (otherwise ?? ''));
  });
}
