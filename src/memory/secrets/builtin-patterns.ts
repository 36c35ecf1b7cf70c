import { awsAccessKeyId, awsSecretAccessKey } from './aws-keys.js';
import { azureAccessKey, azureClientSecret, azureSas } from './azure-keys.js';
import { type BuiltinName, builtinNames } from './builtin-names.js';
import { conjurToken } from './conjur-token.js';
import { gcpAccessToken, gcpApiKey, gcpServiceAccountKey } from './gcp-keys.js';
import { githubToken } from './github-token.js';
import { gitlabToken } from './gitlab-token.js';
import { basicAuth, bearerToken } from './http-authorization.js';
import { jwt } from './jwt.js';
import { privateKey } from './private-key.js';
import type { SecretPattern } from './secret-pattern.js';
import { slackToken, slackWebhook } from './slack-token.js';
import { urlPassword } from './url-password.js';
import { vaultToken } from './vault-token.js';

const byName: Readonly<Record<BuiltinName, SecretPattern>> = {
  vault_token: vaultToken,
  conjur_token: conjurToken,
  aws_access_key_id: awsAccessKeyId,
  aws_secret_access_key: awsSecretAccessKey,
  azure_access_key: azureAccessKey,
  azure_client_secret: azureClientSecret,
  azure_sas: azureSas,
  basic_auth: basicAuth,
  bearer_token: bearerToken,
  gcp_access_token: gcpAccessToken,
  gcp_api_key: gcpApiKey,
  gcp_service_account_key: gcpServiceAccountKey,
  github_token: githubToken,
  gitlab_token: gitlabToken,
  jwt,
  private_key: privateKey,
  slack_token: slackToken,
  slack_webhook: slackWebhook,
  url_password: urlPassword,
};

/** The built-in patterns of these names, all of them without; names that there are not are passed over. */
export function builtinPatterns(names: readonly string[] = builtinNames): readonly SecretPattern[] {
  return builtinNames.filter((name) => names.includes(name)).map((name) => byName[name]);
}
