import { type Call, denied, vaultCall } from './vault-lines.js';

/** What is hard to carry: quotes, backslashes, text of many bytes a sign, and what syslog-ng's templates have a meaning for. */
const odd: readonly Call[] = [
  { user: 'oidc-"quoted" \\ back\\slash', path: 'secret/data/C:\\new\\table "x"' },
  { user: 'ldap-zoë.鈴木 😀 \u0000\u001b\u2028', path: 'secret/data/Ünïcode/😀/\t\r\n' },
  { user: 'userpass-template', path: `secret/data/$MSG/\${HOST}/$(echo x)/%s/%n/<34>1 -` },
  { user: 'userpass-over-8k', policies: policiesOf(9_000) },
  { user: 'userpass-64k', policies: policiesOf(65_536) },
  { user: 'userpass-500k', policies: policiesOf(500_000) },
];

/** Names of policies that are `bytes` long together. */
function policiesOf(bytes: number): string[] {
  return Array.from({ length: Math.ceil(bytes / 64) }, (_, index) => `policy-${index}-`.padEnd(61, 'p'));
}

/** The audit lines of calls `from` to `from + count - 1`, two of each; every fifth is denied, some are odd. */
export function callLines(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return vaultCall({
      user: `userpass-${number % 7}`,
      path: `secret/data/app/${number}`,
      ...(number % 5 === 0 ? { error: denied } : {}),
      ...(number % 1_000 < odd.length ? odd[number % 1_000] : {}),
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    });
  }).join('');
}
