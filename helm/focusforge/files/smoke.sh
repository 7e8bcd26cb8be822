#!/bin/bash
# A chat, a job and a search through the gateway, as a client would ask. Needs nothing but bash.
set -euo pipefail

ask() { # method, path, body; prints the answer's body, fails unless the status is 2xx
  local body=${3:-} answer status
  exec 3<>"/dev/tcp/$GATEWAY_HOST/${GATEWAY_PORT:-8080}"
  printf '%s %s HTTP/1.0\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$1" "$2" "$GATEWAY_HOST" "$API_KEY" "$(printf %s "$body" | wc -c)" "$body" >&3
  answer=$(cat <&3)
  exec 3>&-
  status=${answer#* }
  status=${status%% *}
  case $status in
    2*) printf '%s' "${answer#*$'\r\n\r\n'}" ;;
    *) printf '%s %s: %s\n' "$1" "$2" "$answer" >&2; return 1 ;;
  esac
}

field() { # the first string of that name
  local text=${1#*\"$2\":\"}
  printf '%s' "${text%%\"*}"
}

within() { # what is to be printed by the words after it
  local wanted=$1 end=$((SECONDS + TIMEOUT)) answer
  shift
  while answer=$("$@"); do
    case $answer in *"$wanted"*) return ;; esac
    [ "$SECONDS" -lt "$end" ] || break
    sleep 1
  done
  printf 'not within %s s: %s in %s\n' "$TIMEOUT" "$wanted" "${answer:-no answer}" >&2
  return 1
}

word=heliotrope$RANDOM
ask POST /v1/chat/completions '{"model": "focusforge-extractive", "messages": [
  {"role": "user", "content": "The plan is ready on Thursday. When is the plan ready?"}]}' | grep -q '"choices"'
echo "chat: answered"

document=$(ask POST /api/v1/documents "{\"text\": \"The $word blooms in March.\"}")
id=$(field "$document" id)
echo "job: document $id is taken in by a worker"
within "The $word blooms" ask POST /api/v1/search "{\"query\": \"When does the $word bloom?\"}"
echo "search: found"
ask DELETE "/api/v1/documents/$id" >/dev/null
echo "all is well"
