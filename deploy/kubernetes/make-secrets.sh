#!/usr/bin/env bash
# Prints the secrets that the manifests refer to (secrets.txt), each with new random content, for kubectl create -f - .
# It never overwrites: for a secret that exists, kubectl create says so and goes on.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
command -v openssl >/dev/null || { echo "No openssl found: install it (for example: apt-get install openssl)." >&2; exit 1; }

private=$(openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null)
public=$(openssl pkey -pubout <<<"$private")

content() {
  case "$1" in
    username) echo -n "${2%-database}" ;;
    password | token) openssl rand -hex 24 | tr -d '\n' ;;
    public.pem) echo "$public" ;;
    private.pem) echo "$private" ;;
    *) echo "nobody knows what $1 of $2 is" >&2; exit 1 ;;
  esac
}

grep -v '^#' "$here/secrets.txt" | while read -r name keys; do
  type=Opaque
  [[ "$keys" != *username* ]] || type=kubernetes.io/basic-auth
  printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  labels: { cnpg.io/reload: "true" }\ntype: %s\ndata:\n' "$name" "$type"
  for key in $keys; do
    value=$(content "$key" "$name" | base64 | tr -d '\n')
    printf '  %s: %s\n' "$key" "$value"
  done
done
