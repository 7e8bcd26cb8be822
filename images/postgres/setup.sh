#!/bin/sh
# Makes Debian's PostgreSQL one for containers: no cluster of its own, and the user that other images of PostgreSQL have.
set -eu

pg_lsclusters -h | while read -r version name _; do
  pg_dropcluster "$version" "$name"
done
groupmod -g 999 postgres
usermod -u 999 -d /var/lib/postgresql postgres
install -d -o postgres -g postgres -m 2775 /var/run/postgresql
install -d -o postgres -g postgres -m 0700 /var/lib/postgresql /var/lib/postgresql/data
chown -R postgres:postgres /etc/postgresql /var/log/postgresql
