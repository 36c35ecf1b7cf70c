# The Vault of docker-compose.yml, to look at what a real one writes. It keeps nothing: its storage is in memory.

storage "inmem" {}

# No TLS: only services on the network "inside" reach it, and there is nothing in it to keep from anybody.
listener "tcp" {
  address     = "0.0.0.0:8200"
  tls_disable = true
}

api_addr = "http://vault:8200"

# The container may not lock memory.
disable_mlock = true

# Followed as the source "vault-server". The audit log is a device that client.sh enables.
log_file             = "/var/log/vault/vault.log"
log_rotate_max_files = 3
