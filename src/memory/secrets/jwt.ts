import { Buffer } from 'node:buffer';
import { BASE64URL } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { hasText, runEnd, type Stretch, startsToken, textOf } from './token-text.js';

/** `{"alg":"HS256"}` in base64url. */
const LEAST_HEADER = 20;
const LONGEST_HEADER = 4096;
const LONGEST_PART = 1 << 16;
const LEAST_SIGNATURE = 40;
const LEAST_CIPHERTEXT = 2;
const DOT = 0x2e;

/**
 * Signed and encrypted JSON Web Tokens (RFC 7515, 7516, 7519): the header must decode to JSON that names an algorithm.
 * A token without a signature opens nothing. The signatures of RFC 7518 have 43 characters or more.
 */
export const jwt: SecretPattern = {
  name: 'jwt',
  // base64url of `{"` and `{ "`.
  marks: ['eyJ', 'eyA'].map(exactly),
  check(text, at) {
    // Else it is in the midst of what began before.
    if (!startsToken(text, at)) return false;
    const header = runEnd(text, at, BASE64URL, LONGEST_HEADER);
    if (header - at < LEAST_HEADER) return false;
    const second = partEnd(text, header);
    const third = partEnd(text, second);
    if (third - second - 1 < LEAST_SIGNATURE || !isObject(text, header + 1)) {
      // Encrypted: key, initialisation vector, ciphertext, tag.
      const fourth = partEnd(text, third);
      if (fourth - third - 1 < LEAST_CIPHERTEXT || partEnd(text, fourth) === fourth) return false;
      return readHeader(text, at, header)?.enc !== undefined;
    }
    const algorithm = readHeader(text, at, header)?.alg;
    return algorithm !== undefined && algorithm !== 'none';
  },
};

/** Where the part behind the dot at `dot` ends; `dot` itself when there is no dot. */
function partEnd(text: Stretch, dot: number): number {
  if (dot >= text.end || text.bytes[dot] !== DOT) return dot;
  return runEnd(text, dot + 1, BASE64URL, LONGEST_PART);
}

function isObject(text: Stretch, payload: number): boolean {
  return hasText(text, payload, 'ey') || hasText(text, payload, 'ew');
}

interface Header {
  readonly alg: string;
  readonly enc: string | undefined;
}

function readHeader(text: Stretch, from: number, to: number): Header | undefined {
  const decoded = Buffer.from(textOf(text, from, to), 'base64url').toString();
  // An exception takes far longer than all the rest: what cannot be JSON must not come to one.
  if (!decoded.endsWith('}') || !decoded.includes('"alg"')) return undefined;
  try {
    const { alg, enc } = JSON.parse(decoded) as Readonly<Record<string, unknown>>;
    if (typeof alg !== 'string' || alg === '') return undefined;
    return { alg, enc: typeof enc === 'string' ? enc : undefined };
  } catch {
    return undefined;
  }
}
