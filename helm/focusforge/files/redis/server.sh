#!/bin/sh
# Starts a server, as the master or as a replica of it.
set -eu
. "$(dirname "$0")/common.sh"
umask 077

master=$(master)
{
  setting requirepass "$REDIS_PASSWORD"
  setting masterauth "$REDIS_PASSWORD"
  if [ -n "$SENTINELS" ]; then
    # a pod that comes again has another address and the same name
    echo "replica-announce-ip $ME"
    # one that was cut off takes itself for the master for some seconds more, and may not say that it has kept anything
    echo "min-replicas-to-write 1"
    echo "min-replicas-max-lag 5"
  fi
  [ "$master" = "$ME" ] || echo "replicaof $master $port"
} >"$run/own.conf"
unset REDIS_PASSWORD REDISCLI_AUTH
exec redis-server "$(dirname "$0")/redis.conf"
