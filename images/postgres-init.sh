#!/usr/bin/env bash
# Run once by the postgres image: the databases and roles that ./focusforge makes too, from the same SQL.
set -euo pipefail

for service in gateway orchestrator ai memory worker; do
  variables=(
    -v "service=$service" -v "owner=${service}_owner"
    -v "service_password=$SERVICE_PASSWORD" -v "owner_password=$OWNER_PASSWORD"
  )
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres "${variables[@]}" -f /provision/roles.sql
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -c "CREATE DATABASE $service OWNER ${service}_owner"
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$service" "${variables[@]}" -f /provision/database.sql
done
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d memory -c 'CREATE EXTENSION IF NOT EXISTS vector'
