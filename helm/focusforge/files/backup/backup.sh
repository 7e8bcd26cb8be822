#!/bin/sh
# Has the leader copy its files (`base`), or marks the point in time to which Postgres and MongoDB can be restored together, and keeps what MongoDB
# had just before, in $DUMP, under the same name (`mark`). PG* say where the leader is.
set -eu

case $1 in
  base)
    psql -v ON_ERROR_STOP=1 -q -d postgres -c "COPY (SELECT 1) TO PROGRAM 'sh /etc/focusforge/pgbackrest/base.sh >&2'"
    pgbackrest info
    ;;
  mark)
    mark=focusforge-$(date -u +%Y%m%dT%H%M%SZ)
    psql -v ON_ERROR_STOP=1 -qAt -d postgres -c "SELECT pg_create_restore_point('$mark')" -c "SELECT pg_switch_wal()" >/dev/null
    echo "marked: $mark"
    if [ -n "${DUMP:-}" ]; then
      pgbackrest repo-put "mongodb/$mark.archive.gz" <"$DUMP"
      pgbackrest repo-ls mongodb | sort -r | tail -n "+$((DUMPS_KEPT + 1))" | while read -r old; do
        pgbackrest repo-rm "mongodb/$old"
      done
      echo "MongoDB: kept as mongodb/$mark.archive.gz"
    fi
    ;;
esac
