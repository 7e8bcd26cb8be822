#!/bin/sh
# Brings back the files of Postgres as of a mark, a time, or the end of the log, into $PGBACKREST_PG1_PATH, which is empty. It becomes a leader there.
set -eu

before() { # the copy that was complete at the mark's time, the last of them
  pgbackrest --output=json info | python3 -c '
import datetime, json, sys
mark = datetime.datetime.strptime(sys.argv[1].rsplit("-", 1)[1], "%Y%m%dT%H%M%S%z").timestamp()
found = [copy["label"] for stanza in json.load(sys.stdin) for copy in stanza["backup"] if copy["timestamp"]["stop"] <= mark]
print(found[-1] if found else sys.exit("There is no copy of before " + sys.argv[1] + "."))' "$1"
}

if [ -n "${RESTORE_MARK:-}" ]; then
  set=$(before "$RESTORE_MARK")
  set -- --type=name --target="$RESTORE_MARK" --target-action=promote --set="$set"
elif [ -n "${RESTORE_TIME:-}" ]; then
  set -- --type=time --target="$RESTORE_TIME" --target-action=promote
else
  set --
fi
exec pgbackrest "$@" restore
