{{- define "ff.postgresHost" -}}
{{- if eq .Values.postgres.mode "external" }}{{ .Values.postgres.external.host }}{{ else }}{{ include "ff.name" . }}-postgres{{ end -}}
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
{{- else if $redis.separate -}}
redis://{{ include "ff.name" .root }}-redis-{{ .use }}:6379/0
{{- else -}}
redis://{{ include "ff.name" .root }}-redis:6379/{{ ternary 1 0 (eq .use "streams") }}
{{- end -}}
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
