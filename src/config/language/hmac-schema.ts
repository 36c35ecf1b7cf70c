import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { HmacConfig } from '../config.js';
import { quote } from '../document/describe-node.js';
import { systemReason } from '../document/read-text.js';
import { boolean } from '../schema/boolean.js';
import { Fault } from '../schema/fault.js';
import { optional, required } from '../schema/key.js';
import { mapped } from '../schema/mapped.js';
import { integer } from '../schema/number.js';
import { object } from '../schema/object.js';
import type { At, Schema } from '../schema/schema.js';
import { text } from '../schema/text.js';

const noKey: Key = { keyFile: '', key: new Uint8Array() };
const shortest = 16;
const longest = 65_536;

type Key = Pick<HmacConfig, 'keyFile' | 'key'>;

const keyFile: Schema<Key> = {
  expected: 'the path of a key file',
  read(at) {
    const path = text(this.expected).read(at);
    if (path === undefined) return undefined;
    const key = readKey(path, at);
    if (!(key instanceof Fault)) return { keyFile: path, key };
    at.file.issues.add(at.path, key.message);
    return undefined;
  },
  json: () => ({ type: 'string', minLength: 1 }),
};

/** All bytes of the file, a line break at its end too. */
function readKey(path: string, at: At): Uint8Array | Fault {
  const file = resolve(at.file.directory, path);
  const make = `make one with: openssl rand -out ${quote(path)} 32`;
  try {
    const stat = statSync(file);
    // Reading a device could go on for ever.
    if (!stat.isFile()) return new Fault(`cannot use ${quote(path)} as key: it is not a file; ${make}`);
    if (stat.size > longest) return new Fault(`cannot use ${quote(path)} as key: it is larger than 64 KiB`);
    const key = readFileSync(file);
    if (key.length >= shortest) return key;
    const size = `it has ${key.length} bytes, and less than ${shortest} can be guessed`;
    return new Fault(`cannot use ${quote(path)} as key: ${size}; ${make}`);
  } catch (error) {
    return new Fault(`cannot read the key ${quote(path)}: ${systemReason(error)}; ${make}`);
  }
}

/** A keyed hash in place of the value. Where the key cannot be read an empty one stands for it, beside the issue. */
export const hmac: Schema<HmacConfig> = mapped(
  object(
    {
      key_file: required(keyFile, 'File with at least 16 random bytes, relative to the file that names it.'),
      length: optional(
        integer('a whole number of hex digits', { minimum: 8, maximum: 64 }),
        'Hex digits.',
        16,
      ),
      key_id: optional(
        boolean,
        "Begin the value with the first 8 digits of the key's SHA-256 and a dash: it tells which key made it.",
        false,
      ),
    },
    { name: 'an hmac' },
  ),
  ({ key_file: key = noKey, length = 16, key_id: keyId = false }) => ({ ...key, length, keyId }),
);
