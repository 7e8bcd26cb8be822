{{/* The server that takes writes, without a pooler: for migrations. */}}
{{- define "ff.postgresHost" -}}
{{- $mode := .Values.postgres.mode -}}
{{- if eq $mode "external" }}{{ .Values.postgres.external.host }}{{ else }}{{ include "ff.name" . }}-postgres{{ ternary "-rw" "" (eq $mode "cloudnative-pg") }}{{ end -}}
{{- end -}}

{{/* Whether this is a region that only reads. */}}
{{- define "ff.follows" -}}
{{- if .Values.region.follows.host }}true{{ end -}}
{{- end -}}

{{- define "ff.pools" -}}
{{- if .Values.postgres.pooler.enabled }}true{{ end -}}
{{- end -}}

{{/* Host and port for services. */}}
{{- define "ff.postgresAddress" -}}
{{- if include "ff.pools" . }}{{ include "ff.name" . }}-pooler:5432{{ else }}{{ include "ff.postgresHost" . }}:{{ include "ff.postgresPort" . }}{{ end -}}
{{- end -}}

{{/* Certificates of those who vouch for external stores. */}}
{{- define "ff.authoritiesVolume" -}}
{{- with .Values.secrets.authorities }}
- {name: authorities, secret: {secretName: {{ . }}, items: [{key: ca.crt, path: ca.crt}]}}
{{- end }}
{{- end -}}

{{- define "ff.authoritiesMount" -}}
{{- with .Values.secrets.authorities }}
- {name: authorities, mountPath: /etc/focusforge/authorities, readOnly: true}
{{- end }}
{{- end -}}

{{- define "ff.postgresPort" -}}
{{- if eq .Values.postgres.mode "external" }}{{ .Values.postgres.external.port }}{{ else }}5432{{ end -}}
{{- end -}}

{{/* The names of the bundled Redis servers: one for both uses, or one for each. */}}
{{- define "ff.redisServers" -}}
{{- if eq .Values.redis.mode "bundled" -}}
{{- if .Values.redis.separate -}}
streams: {policy: noeviction, kept: true}
cache: {policy: allkeys-lfu, kept: false}
{{- else -}}
redis: {policy: noeviction, kept: true}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The address of a use of Redis: (dict "root" $ "use" "streams") */}}
{{- define "ff.redisUrl" -}}
{{- $redis := .root.Values.redis -}}
{{- if eq $redis.mode "external" -}}
{{- if eq .use "streams" }}{{ $redis.external.streamsUrl }}{{ else }}{{ $redis.external.cacheUrl | default $redis.external.streamsUrl }}{{ end -}}
{{- else -}}
{{- $component := ternary (printf "redis-%s" .use) "redis" $redis.separate -}}
{{- if eq (int $redis.replicas) 1 -}}
redis://{{ include "ff.name" .root }}-{{ $component }}:6379/{{ ternary 1 0 (and (not $redis.separate) (eq .use "cache")) }}
{{- else -}}
redis://{{ include "ff.redisHosts" (dict "root" .root "component" $component) | replace "," ":26379,redis://" }}:26379
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The names of a use's servers: (dict "root" $ "component" "redis-streams") */}}
{{- define "ff.redisHosts" -}}
{{- $full := printf "%s-%s" (include "ff.name" .root) .component -}}
{{- $hosts := list -}}
{{- range until (int .root.Values.redis.replicas) }}{{ $hosts = append $hosts (printf "%s-%d.%s-members" $full . $full) }}{{ end -}}
{{- join "," $hosts -}}
{{- end -}}

{{/* How clients find the master: by themselves, by Sentinels, or in a cluster. */}}
{{- define "ff.redisType" -}}
{{- if eq .Values.redis.mode "external" }}{{ .Values.redis.external.type }}{{ else if gt (int .Values.redis.replicas) 1 }}sentinel{{ else }}standalone{{ end -}}
{{- end -}}

{{- define "ff.redisHasPassword" -}}
{{- if or (eq .Values.redis.mode "bundled") .Values.redis.external.password }}true{{ end -}}
{{- end -}}

{{- define "ff.mongoUrl" -}}
{{- $name := include "ff.name" . -}}
{{- if eq .Values.mongodb.mode "external" -}}
{{- .Values.mongodb.external.url -}}
{{- else if eq .Values.mongodb.mode "emulated" -}}
mongodb://{{ $name }}-mongodb:27017
{{- else -}}
{{- $members := list -}}
{{- range until (int .Values.mongodb.replicas) }}{{ $members = append $members (printf "%s-mongodb-%d.%s-mongodb:27017" $name . $name) }}{{ end -}}
mongodb://{{ join "," $members }}/?replicaSet=rs0
{{- end -}}
{{- end -}}

{{- define "ff.mongoUser" -}}
{{- if eq .Values.mongodb.mode "external" }}{{ .Values.mongodb.external.username }}{{ else if eq .Values.mongodb.mode "bundled" }}focusforge{{ end -}}
{{- end -}}
