import { BASE64, byteSet, SEPARATOR, WORD } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { anyCase, exactly } from './shape.js';
import { hasText, isVaried, runEnd, type Stretch, startsToken } from './token-text.js';

const NAME = byteSet('A-Za-z_');
const signs = ['=', '%3D', '%3d', '\\u003d'];

// By name: how many base64 characters the key has, and how many signs of equality fill it up.
const keys = [
  { name: 'accountkey', characters: 86, filled: 2 },
  { name: 'account_key', characters: 86, filled: 2 },
  { name: 'sharedaccesskey', characters: 43, filled: 1 },
];

/**
 * Keys of storage accounts (64 bytes in base64) and of Service Bus, Event Hubs and IoT Hub (32 bytes), which are known
 * by their names in connection strings (Microsoft Purview, "Azure Storage account key", "Azure Service Bus").
 */
export const azureAccessKey: SecretPattern = {
  name: 'azure_access_key',
  marks: keys.map(({ name }) => [...anyCase(name), SEPARATOR]),
  check(text, at) {
    const name = runEnd(text, at, NAME, 16);
    const from = runEnd(text, name, SEPARATOR, 12);
    const to = runEnd(text, from, BASE64, 87);
    const form = keys.find(({ characters }) => characters === to - from);
    if (form === undefined || !isVaried(text, from, to, 16)) return false;
    const filled = afterSign(text, to);
    return filled > 0 && (form.filled === 1 || afterSign(text, filled) > 0);
  },
};

const SIGNATURE_LENGTH = 43;
const BEFORE_SIGNATURE = byteSet('?&;6 "\'');

/** Shared access signatures: 32 bytes in base64, as the parameter `sig` of an address (Microsoft Purview, "Azure SAS"). */
export const azureSas: SecretPattern = {
  name: 'azure_sas',
  marks: [[BEFORE_SIGNATURE, ...exactly('sig=')]],
  check(text, at) {
    let p = at + 5;
    const from = p;
    for (let i = 0; i < SIGNATURE_LENGTH; i += 1) {
      const next = afterCharacter(text, p);
      if (next === 0) return false;
      p = next;
    }
    const filled = afterSign(text, p);
    return filled > 0 && afterCharacter(text, filled) === 0 && isVaried(text, from, p, 16);
  },
};

/** Behind the base64 character at `at`, which addresses may write as `%2B` or `%2F`; 0 when there is none. */
function afterCharacter(text: Stretch, at: number): number {
  if (at < text.end && BASE64[text.bytes[at]!] === 1) return at + 1;
  return ['%2B', '%2F', '%2b', '%2f'].some((one) => hasText(text, at, one)) ? at + 3 : 0;
}

function afterSign(text: Stretch, at: number): number {
  const sign = signs.find((one) => hasText(text, at, one));
  return sign === undefined ? 0 : at + sign.length;
}

const LF = 0x0a;
const DRAWN = byteSet('0-9A-Za-z_~.-');

/**
 * Client secrets of Entra ID: three characters, a digit, `Q~` and 31 to 34 characters (gitleaks, MIT, found that by
 * looking at many; Microsoft only names the length).
 */
export const azureClientSecret: SecretPattern = {
  name: 'azure_client_secret',
  marks: [[DRAWN, DRAWN, DRAWN, byteSet('0-9'), ...exactly('Q~')]],
  check(text, at) {
    const from = at + 6;
    const to = runEnd(text, from, DRAWN, 35);
    if (to - from < 31 || to - from > 34 || !isVaried(text, from, to, 12)) return false;
    if (!startsToken(text, at)) return false;
    const before = at > text.start ? text.bytes[at - 1]! : LF;
    return DRAWN[before] === 0 || WORD[before] === 1;
  },
};
