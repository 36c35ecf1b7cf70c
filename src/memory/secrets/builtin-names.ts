// The patterns are our own. Rule sets that were looked at in November 2026: gitleaks (MIT; Go), TruffleHog (AGPL-3.0; Go),
// detect-secrets (Apache-2.0; Python) and secretlint (MIT; the only one for Node: 1.5 MB with its recommended rules, version
// 13). Secretlint takes a string and runs a regular expression per rule over it: about 115 MB/s of Vault audit lines, by one
// measurement, where the finder here made about 1,900. Its recommended rules know no token of Vault, OpenBao, Conjur, GitLab
// or Azure. So facts were taken, of vendors' documents and sources first, and no text: each pattern names its source.
const names = [
  'vault_token',
  'conjur_token',
  'aws_access_key_id',
  'aws_secret_access_key',
  'azure_access_key',
  'azure_client_secret',
  'azure_sas',
  'basic_auth',
  'bearer_token',
  'gcp_access_token',
  'gcp_api_key',
  'gcp_service_account_key',
  'github_token',
  'gitlab_token',
  'jwt',
  'private_key',
  'slack_token',
  'slack_webhook',
  'url_password',
] as const;

export type BuiltinName = (typeof names)[number];

/** Names of the built-in patterns: values of the label `pattern`, and what `builtin` may name. */
export const builtinNames: readonly BuiltinName[] = names;
