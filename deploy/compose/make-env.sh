#!/usr/bin/env bash
# Writes what docker-compose.yml asks for and nobody may guess: .env with random passwords, and the keys beside this script.
# Leaves what is already there alone, since the databases were made with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
umask 077

readonly SECRETS=deploy/compose/secrets

command -v openssl >/dev/null || { echo "No openssl found: install it (for example: apt-get install openssl)." >&2; exit 1; }

if [[ ! -e .env ]]; then
  {
    for name in POSTGRES ORCHESTRATOR_DB INVENTORY_DB PAYMENT_DB SHIPPING_DB PROVISIONING_DB HTTP_DB GRAFANA; do
      echo "${name}_PASSWORD=$(openssl rand -hex 24)"
    done
  } >.env.new
  mv .env.new .env
  echo "wrote .env"
fi

# The folder keeps others out; the files in it are readable for the services' user inside of the containers.
if [[ ! -e "$SECRETS/sealing-public.pem" ]]; then
  rm -rf "$SECRETS"
  mkdir -p "$SECRETS.new"
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$SECRETS.new/sealing-private.pem" 2>/dev/null
  openssl pkey -in "$SECRETS.new/sealing-private.pem" -pubout -out "$SECRETS.new/sealing-public.pem"
  openssl rand -hex 32 | tr -d '\n' >"$SECRETS.new/credentials-token"
  chmod 644 "$SECRETS.new"/*
  mv "$SECRETS.new" "$SECRETS"
  echo "wrote $SECRETS"
fi
