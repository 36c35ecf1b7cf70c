/**
 * The security messages of a Vault server log, by the name they have as `event` of `audit_security_events_total`,
 * and what stands between the name of the logger (`core: `) and the fields.
 */
export const serverEvents: Readonly<Record<string, string>> = {
  root_token_generated: 'root token generated',
  auth_method_enabled: 'enabled credential backend',
  auth_method_disabled: 'disabled credential backend',
  sealed: 'vault is sealed',
  unsealed: 'vault is unsealed',
  root_token_generation_started: 'root generation initialized',
  root_token_generation_finished: 'root generation finished',
  rekey_started: 'rekey initialized',
  rekey_finished: 'security barrier rekeyed',
  audit_device_enabled: 'enabled audit backend',
  audit_device_disabled: 'disabled audit backend',
};
