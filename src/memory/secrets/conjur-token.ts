import { byteSet } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { hasText, runEnd, type Stretch, startsToken } from './token-text.js';

const BASE64_BOTH = byteSet('0-9A-Za-z+/_-');
const BETWEEN = byteSet('"=,\\: ');
const LEAST = 160;
const LONGEST = 1 << 16;
// base64 of `{"protected":`, as far as it does not depend on what follows.
const coded = 'eyJwcm90ZWN0ZWQiO';

/**
 * Access tokens of CyberArk Conjur: a JSON object with `protected`, `payload` and `signature` (Slosilo, in the source of
 * cyberark/conjur), in base64 as in the header `Authorization: Token token="…"`, or as it is.
 */
export const conjurToken: SecretPattern = {
  name: 'conjur_token',
  marks: [exactly(coded), [...exactly('protected'), byteSet('"\\')]],
  check(text, at) {
    if (!startsToken(text, at)) return false;
    return hasText(text, at, coded) ? isCoded(text, at) : isPlain(text, at + 'protected'.length);
  },
};

function isCoded(text: Stretch, at: number): boolean {
  return runEnd(text, at, BASE64_BOTH, LEAST) - at === LEAST;
}

/** `":"eyJ…","payload":"eyJ…` */
function isPlain(text: Stretch, at: number): boolean {
  const header = runEnd(text, at, BETWEEN, 12);
  if (!hasText(text, header, 'eyJ')) return false;
  const next = runEnd(text, runEnd(text, header, BASE64_BOTH, LONGEST), BETWEEN, 20);
  if (!hasText(text, next, 'payload')) return false;
  return hasText(text, runEnd(text, next + 'payload'.length, BETWEEN, 12), 'ey');
}
