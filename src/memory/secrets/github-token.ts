import { BASE62, byteSet, WORD } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { isVaried, runEnd, startsToken } from './token-text.js';

const LEAST_CLASSIC = 36;
const LEAST_FINE_GRAINED = 60;
const H = 0x68;
const S = 0x73;
// Installation tokens (`ghs_`) may hold a JWT since 2026.
const WITH_JWT = byteSet('0-9A-Za-z_.-');

/**
 * Tokens of GitHub: `ghp_`, `gho_`, `ghu_`, `ghs_`, `ghr_` and 36 characters or more (GitHub's changelog of 2021-03-31 and
 * 2026-05-15), `github_pat_` and 82 (here 60 or more).
 */
export const githubToken: SecretPattern = {
  name: 'github_token',
  marks: [[...exactly('gh'), byteSet('pousr'), ...exactly('_'), BASE62], exactly('github_pat_')],
  check(text, at) {
    if (!startsToken(text, at)) return false;
    const isClassic = text.bytes[at + 1] === H;
    const from = at + (isClassic ? 4 : 'github_pat_'.length);
    const to = from + (isClassic ? LEAST_CLASSIC : LEAST_FINE_GRAINED);
    const set = text.bytes[at + 2] === S ? WITH_JWT : WORD;
    return runEnd(text, from, set, to - from) === to && isVaried(text, from, to, 10);
  },
};
