#!/usr/bin/env bash
# A role and a database for each service, so that none can read another's. Runs once, when the server's data is first made.
set -euo pipefail

for service in orchestrator inventory payment shipping provisioning http; do
  variable="${service^^}_DB_PASSWORD"
  psql --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set service="$service" --set password="${!variable:?not set}" <<'SQL'
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done
