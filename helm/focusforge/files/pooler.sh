#!/bin/sh
# Starts PgBouncer, which knows the services' passwords, whatever characters they have.
set -eu
umask 077

{
  printf '"gateway" "%s"\n' "$(printf %s "$GATEWAY_PASSWORD" | sed 's/"/""/g')"
  printf '"orchestrator" "%s"\n' "$(printf %s "$ORCHESTRATOR_PASSWORD" | sed 's/"/""/g')"
  printf '"ai" "%s"\n' "$(printf %s "$AI_PASSWORD" | sed 's/"/""/g')"
  printf '"memory" "%s"\n' "$(printf %s "$MEMORY_PASSWORD" | sed 's/"/""/g')"
  printf '"worker" "%s"\n' "$(printf %s "$WORKER_PASSWORD" | sed 's/"/""/g')"
} >"${RUN:-/run/pgbouncer}/users.txt"
unset GATEWAY_PASSWORD ORCHESTRATOR_PASSWORD AI_PASSWORD MEMORY_PASSWORD WORKER_PASSWORD
exec pgbouncer "$(dirname "$0")/pgbouncer.ini"
