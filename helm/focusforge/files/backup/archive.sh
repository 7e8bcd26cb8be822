#!/bin/sh
# Postgres hands over a piece of its log (WAL): $1. The first one makes the place for it.
set -eu
pgbackrest archive-push "$1" 2>/dev/null && exit
pgbackrest stanza-create
exec pgbackrest archive-push "$1"
