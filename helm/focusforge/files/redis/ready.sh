#!/bin/sh
# Whether a server is the master, or has all that the master has.
set -eu
. "$(dirname "$0")/common.sh"

ask "$ME" "$port" INFO replication | grep -qE '^(role:master|master_link_status:up)'
