#!/bin/sh
# Starts a Sentinel. Each time it learns anew from the others what they know: it writes passwords into its file so that it cannot read them again.
set -eu
. "$(dirname "$0")/common.sh"
umask 077

until [ -n "$(ask "$(master)" "$port" PING)" ]; do
  echo "waiting for the master"
  sleep 1
done
# shellcheck disable=SC2086 # a list
set -- $SENTINELS
{
  echo "${BIND:-bind * -::*}"
  echo "port $sentinel_port"
  echo "dir $run"
  setting requirepass "$REDIS_PASSWORD"
  # the same Sentinel to the others when its pod comes again
  echo "sentinel myid $(printf %s "$ME" | sha1sum | cut -c 1-40)"
  echo "sentinel resolve-hostnames yes"
  echo "sentinel announce-hostnames yes"
  echo "sentinel announce-ip $ME"
  setting "sentinel sentinel-pass" "$REDIS_PASSWORD"
  echo "sentinel monitor $MASTER $(master) $port $(($# / 2 + 1))"
  setting "sentinel auth-pass $MASTER" "$REDIS_PASSWORD"
  echo "sentinel down-after-milliseconds $MASTER ${DOWN_AFTER:-5000}"
  echo "sentinel failover-timeout $MASTER 10000"
} >"$run/sentinel.conf"
unset REDIS_PASSWORD REDISCLI_AUTH
exec redis-server "$run/sentinel.conf" --sentinel
