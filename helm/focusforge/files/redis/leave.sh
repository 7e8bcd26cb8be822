#!/bin/sh
# Before a server ends: if it is the master, another one is made it first.
set -eu
. "$(dirname "$0")/common.sh"

tries=0
while is_master "$ME" && [ "$tries" -lt 20 ]; do
  for sentinel in $SENTINELS; do
    [ "$(ask "$sentinel" "$sentinel_port" SENTINEL FAILOVER "$MASTER")" = OK ] && break
  done
  tries=$((tries + 1))
  sleep 1
done
