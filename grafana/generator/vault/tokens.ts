import type { Section } from '../layout.js';
import { outcomeColors } from '../panels/color-by-name.js';
import { heatmap } from '../panels/heatmap.js';
import { stat } from '../panels/stat.js';
import { table } from '../panels/table.js';
import { mustBeZero, rising, shouldBeZero } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, orZero, perStep, series, top } from '../promql.js';
import { buckets, graph, now, rows } from '../target.js';

const ttl = 'audit_vault_token_ttl_seconds';
/** 32 days, in the ways in which Prometheus may write it. */
const days32 = 'le=~"2764800(\\\\.0)?|2\\\\.7648e\\\\+06"';

/** Who logs in, and what tokens Vault gives. */
export function vaultTokens(): Section {
  return {
    title: 'Logins and tokens',
    panels: [...logins(), ...lifetimes(), ...kinds()],
  };
}

function logins() {
  return [
    bars({
      width: 12,
      title: 'Logins',
      description: 'Logins by result. Red that grows while green does not is somebody who guesses.',
      colors: { ...outcomeColors, failed: 'red' },
      targets: [graph(perStep('audit_vault_logins_total', '', 'result'), '{{result}}')],
      alerts: ['AuditLoginFailureSpike'],
      empty: 'No login in this time range.',
    }),
    table({
      width: 12,
      title: 'Logins by mount',
      description: 'Logins in the time range, by auth method, mount and result.',
      targets: [rows(top(30, inRange('audit_vault_logins_total', '', 'mount_type, mount_point, result')))],
      columns: { mount_type: 'Method', mount_point: 'Mount', result: 'Result', Value: 'Logins' },
      bars: { Logins: undefined },
      thresholds: [[null, 'blue']],
      alerts: ['AuditLoginFailureSpike'],
      empty: 'No login in this time range.',
    }),
  ];
}

function lifetimes() {
  const all = `sum(increase(${series(`${ttl}_count`)}[$__range]))`;
  const shorter = `sum(increase(${series(`${ttl}_bucket`, days32)}[$__range]))`;
  return [
    heatmap({
      width: 12,
      title: 'Time to live of new tokens',
      description:
        'How long the tokens live that logins and token creation gave. Those that live longer than your work needs are worth a policy.',
      unit: 's',
      targets: [buckets(perStep(`${ttl}_bucket`, '', 'le'))],
      alerts: ['AuditVaultLongLivedToken'],
      empty: 'No token with a time to live was given in this time range.',
    }),
    stat({
      width: 4,
      height: 8,
      title: 'Tokens for over 32 days',
      description: 'Tokens given that live longer than 32 days, the default maximum of Vault.',
      targets: [now(orZero(`round(${all} - ${shorter})`))],
      thresholds: shouldBeZero,
      alerts: ['AuditVaultLongLivedToken'],
      empty: 'no audit log of Vault',
    }),
    stat({
      width: 4,
      height: 8,
      title: 'Orphan tokens',
      description:
        'Tokens given that outlive the one who made them: revoking the token of the maker does not revoke them.',
      targets: [now(orZero(inRange('audit_vault_tokens_created_total', 'endpoint="create_orphan"')))],
      thresholds: shouldBeZero,
      alerts: ['AuditVaultOrphanToken'],
      empty: 'no audit log of Vault',
    }),
    stat({
      width: 4,
      height: 8,
      title: 'Wrapped responses',
      description:
        'Responses that can be opened once, by somebody else. A root token handed over like this cannot be told from another token.',
      targets: [now(inRange('audit_vault_wrapped_responses_total'))],
      empty: 'no audit log of Vault',
    }),
  ];
}

function kinds() {
  return [
    bars({
      width: 12,
      title: 'Tokens created',
      description: 'Tokens made by `auth/token/create`, by type and endpoint; those of logins are left out.',
      targets: [
        graph(
          `${perStep('audit_vault_tokens_created_total', '', 'token_type, endpoint')} > 0`,
          '{{token_type}} {{endpoint}}',
        ),
      ],
      alerts: ['AuditVaultOrphanToken'],
      empty: 'No token was created in this time range.',
    }),
    table({
      width: 6,
      title: 'New entities by auth method',
      description:
        'Entities that a first login created. Many at once are many new people, or one who has many names.',
      targets: [rows(top(20, inRange('audit_vault_entities_created_total', '', 'mount_type')))],
      columns: { mount_type: 'Method', Value: 'Entities' },
      bars: { Entities: undefined },
      thresholds: rising(5, 50),
      empty: 'No entity was created in this time range.',
    }),
    table({
      width: 6,
      title: 'Requests with a root token',
      description:
        'What was done with root tokens in the time range. Revoke the token when the work is done.',
      targets: [rows(top(20, inRange('audit_vault_root_token_requests_total', '', 'mount_type, operation')))],
      columns: { mount_type: 'Mount type', operation: 'Operation', Value: 'Requests' },
      bars: { Requests: undefined },
      thresholds: mustBeZero,
      alerts: ['AuditVaultRootTokenUsed'],
      empty: 'Nobody used a root token in this time range.',
    }),
  ];
}
