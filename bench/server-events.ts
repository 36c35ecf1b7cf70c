/**
 * The security messages of a Vault server log, by the name they have as `event` of `audit_vault_server_events_total`,
 * and what stands between the name of the logger (`core: `) and the fields.
 */
export const serverEvents: Readonly<Record<string, string>> = {
  root_token_generated: 'root token generated',
  credential_backend_enabled: 'enabled credential backend',
  credential_backend_disabled: 'disabled credential backend',
  sealed: 'vault is sealed',
  unsealed: 'vault is unsealed',
  root_generation_initialized: 'root generation initialized',
  root_generation_finished: 'root generation finished',
  rekey_initialized: 'rekey initialized',
  barrier_rekeyed: 'security barrier rekeyed',
  audit_backend_enabled: 'enabled audit backend',
  audit_backend_disabled: 'disabled audit backend',
};
