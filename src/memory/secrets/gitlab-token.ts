import { BASE64URL } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { isVaried, runEnd, startsToken } from './token-text.js';

// GitLab documentation, "Token overview", section "Token prefixes", without those of session cookies.
const prefixes = [
  ...[
    'glpat-',
    'gldt-',
    'glrt-',
    'glrtr-',
    'glcbt-',
    'glptt-',
    'glft-',
    'glimt-',
    'glagent-',
    'gloas-',
    'glsoat-',
  ],
  ...['glffct-', 'glwt-', 'GR1348941'],
];
const LEAST = 20;

/** Tokens of GitLab: a prefix by kind (an instance may put its own before that) and twenty characters or more. */
export const gitlabToken: SecretPattern = {
  name: 'gitlab_token',
  marks: prefixes.map(exactly),
  check(text, at) {
    const prefix = prefixes.find(
      (one) => text.bytes[at + 2] === one.charCodeAt(2) && startsWith(text.bytes, at, one),
    )!;
    const from = at + prefix.length;
    const to = from + LEAST;
    if (!startsToken(text, at) || runEnd(text, from, BASE64URL, LEAST) !== to) return false;
    return isVaried(text, from, to, 8);
  },
};

function startsWith(bytes: Uint8Array, at: number, prefix: string): boolean {
  for (let i = 0; i < prefix.length; i += 1) if (bytes[at + i] !== prefix.charCodeAt(i)) return false;
  return true;
}
