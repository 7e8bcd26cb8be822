#!/bin/bash
# Restores into an empty directory, starts Postgres over it, and looks whether all services' tables are there and whole.
set -euo pipefail

data=$PGBACKREST_PG1_PATH
sh "$(dirname "$0")/restore.sh"
echo 'local all all trust' >/tmp/hba.conf
# without a network, and without touching what is kept of the real one
pg_ctl -D "$data" -w -t "${VERIFY_TIMEOUT:-3600}" -l /tmp/postgres.log start -o "-c listen_addresses='' -c unix_socket_directories=/tmp -c hba_file=/tmp/hba.conf \
  -c archive_mode=off -c shared_buffers=64MB -c synchronous_standby_names='' -c log_destination=stderr -c logging_collector=off" || {
  cat /tmp/postgres.log >&2
  exit 1
}
ask() { # database, query
  psql -h /tmp -U postgres -v ON_ERROR_STOP=1 -qAt -d "$1" -c "$2"
}
until [ "$(ask postgres 'SELECT pg_is_in_recovery()')" = f ]; do
  sleep 1
done
for service in gateway orchestrator ai memory worker; do
  version=$(ask "$service" "SELECT count(*) || ' migrations, the last ' || max(installed_on)::date FROM flyway_schema_history WHERE success")
  ask "$service" 'CREATE EXTENSION IF NOT EXISTS amcheck' >/dev/null
  pg_amcheck -h /tmp -U postgres -d "$service" --no-dependent-toast
  echo "$service: whole, $version"
done
pg_ctl -D "$data" -w stop >/dev/null
echo "restored and verified"
