#!/bin/sh
# Gives a service its database and its two roles, once; their passwords are set each time. PG* say where, and who the superuser is.
set -eu

until psql -d postgres -qAtc 'SELECT 1' >/dev/null 2>/tmp/why; do
  echo "waiting for $PGHOST: $(head -n 1 /tmp/why)"
  sleep 1
done

psql -v ON_ERROR_STOP=1 -q -d postgres -v service="$SERVICE" -v owner="${SERVICE}_owner" -v part="${SERVICE}_part" <<'END'
\getenv service_password SERVICE_PASSWORD
\getenv owner_password OWNER_PASSWORD
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'service') AS missing \gset
\if :missing
  BEGIN;
  \i /provision/roles.sql
  COMMIT;
\endif
ALTER ROLE :"owner" PASSWORD :'owner_password';
ALTER ROLE :"service" PASSWORD :'service_password';
-- a superuser of a managed server is none that may own for others without being one of them
GRANT :"owner" TO CURRENT_USER;
-- The database gets its name last: one that has it is complete.
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = :'service') AS missing \gset
\if :missing
  DROP DATABASE IF EXISTS :"part";
  CREATE DATABASE :"part" OWNER :"owner";
  \connect :"part"
  \i /provision/database.sql
  SELECT :'service' = 'memory' AS vectors \gset
  \if :vectors
    CREATE EXTENSION IF NOT EXISTS vector;
  \endif
  \connect postgres
  ALTER DATABASE :"part" RENAME TO :"service";
\endif
END
echo "database and roles of $SERVICE are there"
