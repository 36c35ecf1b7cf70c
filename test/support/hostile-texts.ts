import { type Random, seededRandom } from '../../src/base/random.js';
import { plants } from './planted-secrets.js';

/** What the built-in patterns look for, and beginnings that go on as long as they can without being found. */
const beginnings = [
  ...[
    'hvs.',
    'hvb.',
    '.s.A',
    ' b.A',
    'AKIA',
    'xAKIA',
    'PRIVATE KEY',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
  ],
  ...['eyJ', '.eyJ', 'eyJ.', 'eyJhbGciOiJIUzI1NiJ9.', 'eyJhbGciOiJIUzI1NiJ9.eyJ9.', 'eyJhbGci'],
  ...['ghp_A', ' ghs_a.', 'github_pat_', 'glpat-', 'GR1348941', 'xoxb-', 'xoxe.xoxp-', ' xapp-1-'],
  ...[
    'hooks.slack.com/services/',
    'hooks.slack.com\\/services\\/T/B/',
    'AIza',
    ' ya29.',
    'private_key_id":"',
  ],
  ...[
    '"private_key_id":"0',
    'AccountKey=',
    'AccountKey=A',
    'secret_key":',
    'secret_key=A',
    '&sig=',
    '?sig=%2B',
  ],
  ...[
    'aaa1Q~',
    ' aaa1Q~',
    '://',
    'a://',
    'a://a',
    'a://a:',
    'a://a:b@',
    ':\\/\\/',
    'Bearer ',
    'Bearer a1',
    'Basic ',
    'Basic Y',
  ],
  ...['eyJwcm90ZWN0ZWQiO', 'protected":"eyJ', 'hmac-sha256:', 'hmac-sha256:0', '\\', '%', '\\u003d', '\\\\n'],
];

/** Texts of `length` bytes on one line that make a careless finder take time by the square of their length. */
export function hostileTexts(length: number): ReadonlyMap<string, Buffer> {
  const texts = new Map<string, Buffer>();
  for (const beginning of beginnings) {
    texts.set(`${beginning} again and again`, Buffer.alloc(length, beginning));
    for (const filler of ['A', '1', 'aB3', '\\', ' ', '-', '.']) {
      const bytes = Buffer.alloc(length, filler);
      bytes.write(beginning);
      texts.set(`${beginning} and then ${filler}`, bytes);
    }
  }
  const random = seededRandom(13);
  for (const [name, forms] of Object.entries(plants)) {
    texts.set(`${name} again and again`, repeated(random, forms, length));
  }
  return texts;
}

function repeated(random: Random, forms: readonly ((random: Random) => string)[], length: number): Buffer {
  const whole = forms.map((form) => form(random)).join(' ');
  // Cut at the end: found by none, or found once.
  return Buffer.alloc(length, whole.slice(0, -8));
}
