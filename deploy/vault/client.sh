#!/bin/sh
# Sets up the Vault of docker-compose.yml, then works with it: alice fetches and changes the secrets of an application,
# mallory tries what is not hers. Nothing here is worth keeping: names and passwords are for show. The audit log of it
# grows by some 100 MB a day.
set -eu

until vault status >/dev/null 2>&1 || [ $? -eq 2 ]; do sleep 1; done

set_up() {
  keys=$(vault operator init -key-shares=1 -key-threshold=1)
  vault operator unseal "$(printf '%s\n' "$keys" | sed -n 's/^Unseal Key 1: //p')" >/dev/null
  VAULT_TOKEN=$(printf '%s\n' "$keys" | sed -n 's/^Initial Root Token: //p')
  export VAULT_TOKEN
  # Until it has become the active node, a call may be refused.
  until vault token lookup >/dev/null 2>&1; do sleep 1; done

  # First of all: what the root token does from here on is in the audit log, and alerts.
  vault audit enable file file_path=/var/log/vault/audit.log mode=0640
  vault secrets enable -path=secret -version=2 kv
  vault auth enable userpass
  vault policy write app - <<'POLICY'
path "secret/data/app/*" { capabilities = ["create", "read", "update", "delete"] }
path "secret/metadata/app/*" { capabilities = ["list", "read"] }
POLICY
  vault write auth/userpass/users/alice password=for-show token_policies=app token_ttl=1h
  vault write auth/userpass/users/mallory password=for-show token_ttl=1h
  vault token revoke -self
  unset VAULT_TOKEN
}

# As the user $1 with the password $2, does what else is said.
as() {
  VAULT_TOKEN=$(vault login -no-store -token-only -method=userpass username="$1" password="$2")
  export VAULT_TOKEN
  shift 2
  "$@"
}

# Changes one secret of twenty and fetches two.
work() {
  vault kv put "secret/app/service-$(($1 % 20))" password="$1"
  vault read "secret/data/app/service-$(($1 % 20))"
  vault read "secret/data/app/service-$(($1 % 20 / 2))"
  vault list secret/metadata/app
}

intrude() {
  for number in 1 2 3 4 5 6; do vault read "secret/data/prod/database-$number"; done
}

if vault status -format=json 2>/dev/null | grep -q '"initialized": false'; then set_up; fi

round=0
while :; do
  # In a shell of its own: the token ends with it.
  if ! (as alice for-show work $round) >/dev/null; then
    # It forgets everything when it starts anew, the half of a set-up too.
    echo 'alice cannot work: Vault is away, or its set-up was interrupted; docker compose restart vault vault-client' >&2
    exit 1
  fi
  # For a minute out of five mallory is denied, and guesses at the password of alice.
  if [ $((round % 20)) -ge 16 ]; then
    (as mallory for-show intrude) >/dev/null 2>&1 || true
    (as alice a-guess true) >/dev/null 2>&1 || true
  fi
  touch /tmp/round
  round=$((round + 1))
  sleep 15
done
