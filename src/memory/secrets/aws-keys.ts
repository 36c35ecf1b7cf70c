import { BASE64, byteSet, DIGIT, SEPARATOR } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { anyCase, exactly } from './shape.js';
import { countOf, endsToken, hasText, isVaried, runEnd, runStart, startsToken } from './token-text.js';

const ID_LENGTH = 20;
const SECRET_LENGTH = 40;
const BASE32 = byteSet('A-Z2-7');
const NAME = byteSet('A-Za-z_');
const LOWER = byteSet('a-z');
const UPPER = byteSet('A-Z');
const AFTER_SECRET = byteSet('0-9A-Za-z+/=_-');

// CloudTrail and EKS name the caller's key by this field in every event (EKS in a list): there it is a name, as that of
// the user beside it.
const callersKey = 'accessKeyId';
const BEFORE_ID = byteSet(' \t"\'\\:=>[');

/**
 * Ids of access keys: long-lived (AKIA), temporary (ASIA), of service bearer tokens (ABIA) and context-specific (ACCA),
 * sixteen base32 characters behind that (AWS IAM user guide, "IAM identifiers"; the alphabet: gitleaks, MIT). Ids of
 * the AWS documentation end with EXAMPLE.
 */
export const awsAccessKeyId: SecretPattern = {
  name: 'aws_access_key_id',
  marks: ['AKIA', 'ASIA', 'ABIA', 'ACCA'].map(exactly),
  check(text, at) {
    const to = at + ID_LENGTH;
    if (runEnd(text, at, BASE32, ID_LENGTH) !== to || !startsToken(text, at) || !endsToken(text, to))
      return false;
    if (hasText(text, to - 7, 'EXAMPLE') || !isVaried(text, at + 4, to, 6)) return false;
    return !hasText(text, runStart(text, at, BEFORE_ID, 16) - callersKey.length, callersKey);
  },
};

const secretNames = ['secret_access_key', 'secretaccesskey', 'secret_key', 'secretkey'];

/** Secret keys have no form of their own but forty base64 characters: they are known by the name before them. */
export const awsSecretAccessKey: SecretPattern = {
  name: 'aws_secret_access_key',
  marks: secretNames.map((name) => [...anyCase(name), SEPARATOR]),
  check(text, at) {
    const name = runEnd(text, at, NAME, 20);
    const from = runEnd(text, name, SEPARATOR, 16);
    const to = from + SECRET_LENGTH;
    if (runEnd(text, from, BASE64, SECRET_LENGTH) !== to) return false;
    if (to < text.end && AFTER_SECRET[text.bytes[to]!] === 1) return false;
    if (hasText(text, to - 10, 'EXAMPLEKEY') || !isVaried(text, from, to, 16)) return false;
    return [LOWER, UPPER, DIGIT].every((set) => countOf(text, from, to, set) > 0);
  },
};
