# What servers and Sentinels share. SERVERS and SENTINELS are the names of all pods with one, ME is this one's, MASTER what the Sentinels call the
# master, REDIS_PASSWORD the password of all. Where there is one server, there are no Sentinels.
export REDISCLI_AUTH="$REDIS_PASSWORD"
run=${RUN:-/run/redis}
port=${PORT:-6379}
sentinel_port=${SENTINEL_PORT:-26379}

ask() { # host, port, command; what it answers, nothing when it does not
  host=$1
  at=$2
  shift 2
  timeout 2 redis-cli -h "$host" -p "$at" "$@" 2>/dev/null || true
}

setting() { # name, and a value which may have any characters
  printf '%s "%s"\n' "$1" "$(printf %s "$2" | sed 's/[\\"]/\\&/g')"
}

is_master() { # host
  ask "$1" "$port" INFO replication | grep -q '^role:master'
}

master() { # whom the Sentinels take for the master; while there are none, the other server that takes itself for it; at the very first, the first
  for host in $SENTINELS; do
    found=$(ask "$host" "$sentinel_port" SENTINEL GET-MASTER-ADDR-BY-NAME "$MASTER" | head -n 1)
    case " $SERVERS " in *" ${found:-none} "*)
      echo "$found"
      return
      ;;
    esac
  done
  for host in $SERVERS; do
    if [ "$host" != "$ME" ] && is_master "$host"; then
      echo "$host"
      return
    fi
  done
  echo "${SERVERS%% *}"
}
