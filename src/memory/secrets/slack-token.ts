import { BASE62, byteSet, DIGIT } from './byte-set.js';
import type { SecretPattern } from './secret-pattern.js';
import { exactly } from './shape.js';
import { afterSlash, countOf, hasText, isVaried, runEnd, startsToken } from './token-text.js';

const BODY = byteSet('0-9A-Za-z%-');
const MOST = 64;
const LEAST = 20;
const LEAST_DIGITS = 2;
const DOT = 0x2e;

/**
 * Tokens of Slack: `xox` and a letter for the kind, numbers of team, app and user, and what was drawn (Slack's "Token
 * types"; older kinds: gitleaks, MIT). `xoxe.xoxp-` is a rotated one. `xapp-` are tokens of apps.
 */
export const slackToken: SecretPattern = {
  name: 'slack_token',
  marks: [
    [...exactly('xox'), byteSet('abceoprs'), ...exactly('-'), DIGIT],
    ...['xoxd-', 'xoxe.xox', 'xapp-'].map(exactly),
  ],
  check(text, at) {
    if (!startsToken(text, at)) return false;
    const from = at + (text.bytes[at + 4] === DOT ? 'xoxe.xoxp-' : 'xoxb-').length;
    const to = runEnd(text, from, BODY, MOST);
    if (to - from < LEAST || countOf(text, from, to, DIGIT) < LEAST_DIGITS) return false;
    return isVaried(text, from, to, 10);
  },
};

const webhookKinds = ['services', 'workflows', 'triggers'];
const LEAST_SECRET = 16;

/** Addresses of Slack's incoming webhooks and workflow triggers: who knows one may post. The last part is drawn. */
export const slackWebhook: SecretPattern = {
  name: 'slack_webhook',
  marks: [exactly('hooks.slack.com')],
  check(text, at) {
    let p = afterSlash(text, at + 'hooks.slack.com'.length);
    const kind = webhookKinds.find((one) => hasText(text, p, one));
    if (kind === undefined) return false;
    p += kind.length;
    for (let part = 0; part < 4; part += 1) {
      const from = afterSlash(text, p);
      p = runEnd(text, from, BASE62, 64);
      if (from === 0 || p === from) return false;
      if (part > 0 && p - from >= LEAST_SECRET) return isVaried(text, from, p, 8);
    }
    return false;
  },
};
