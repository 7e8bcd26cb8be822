#!/bin/bash
# Writes all documents to $DUMP (`dump`), or takes them back from there in place of what there is (`restore`).
set -euo pipefail
umask 077

conf=$(dirname "$DUMP")/password.yaml
access=(--uri="$MONGODB_URL")
if [ -n "${MONGODB_USERNAME:-}" ]; then
  # beside the words that everybody on the machine can read
  printf "password: '%s'\n" "$(printf %s "$MONGODB_PASSWORD" | sed "s/'/''/g")" >"$conf"
  access+=(--config="$conf" --username="$MONGODB_USERNAME" --authenticationDatabase="$MONGODB_AUTH_SOURCE")
fi
case $1 in
  dump) exec mongodump "${access[@]}" --db="$MONGODB_DATABASE" --gzip --archive="$DUMP" ;;
  restore) exec mongorestore "${access[@]}" --nsInclude="$MONGODB_DATABASE.*" --drop --gzip --archive="$DUMP" ;;
esac
