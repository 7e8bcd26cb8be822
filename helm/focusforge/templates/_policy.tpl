{{/* A NetworkPolicy's peer: pods of the release with a label: (dict "root" $ "label" l "value" v) */}}
{{- define "ff.peer" -}}
- podSelector: {matchLabels: {app.kubernetes.io/instance: {{ .root.Release.Name }}, {{ .label }}: {{ .value }}}}
{{- end -}}

{{/* Addresses that are nobody's own network. */}}
{{- define "ff.outside" -}}
{{- if .Values.networkPolicy.outsideTo }}{{ toYaml .Values.networkPolicy.outsideTo }}{{ else -}}
- ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, 100.64.0.0/10]}
- ipBlock: {cidr: "::/0", except: ["fc00::/7", "fe80::/10"]}
{{- end -}}
{{- end -}}

{{/* The port of an address such as redis://host:6379/0, or the usual one: (dict "url" u "port" p) */}}
{{- define "ff.portOf" -}}
{{- $host := (urlParse .url).host -}}
{{- if regexMatch ":[0-9]+$" $host }}{{ regexFind "[0-9]+$" $host }}{{ else }}{{ .port }}{{ end -}}
{{- end -}}

{{/* Rules of egress to the stores that a service uses: (dict "root" $ "service" s) */}}
{{- define "ff.storeEgress" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- if include "ff.pools" $root }}
- ports: [{port: 5432}]
  to:
    {{- if eq $values.postgres.mode "cloudnative-pg" }}
    - podSelector: {matchLabels: {cnpg.io/poolerName: {{ include "ff.name" $root }}-pooler}}
    {{- else }}
    {{- include "ff.peer" (dict "root" $root "label" "app.kubernetes.io/component" "value" "pooler") | nindent 4 }}
    {{- end }}
{{- else }}
{{- include "ff.postgresEgress" $root }}
{{- end }}
{{- if eq $values.redis.mode "bundled" }}
{{- range $server, $of := include "ff.redisServers" $root | fromYaml }}
- to: {{ include "ff.peer" (dict "root" $root "label" "app.kubernetes.io/component" "value" (ternary "redis" (printf "redis-%s" $server) (eq $server "redis"))) | nindent 4 }}
  ports: [{port: 6379}{{ if gt (int $values.redis.replicas) 1 }}, {port: 26379}{{ end }}]
{{- end }}
{{- else }}
{{- range $use := list "streams" "cache" }}
{{- range $url := splitList "," (include "ff.redisUrl" (dict "root" $root "use" $use)) }}
- ports: [{port: {{ include "ff.portOf" (dict "url" $url "port" 6379) }}}]
{{- end }}
{{- end }}
{{- if ne $values.redis.external.type "standalone" }}
# of the servers that Sentinels and nodes tell of
- ports: [{port: 6379}]
{{- end }}
{{- end }}
{{- if eq .service "memory" }}
{{ include "ff.mongoEgress" $root }}
{{- end }}
{{- if and (has .service (list "memory" "worker")) (eq $values.objects.mode "s3") $values.objects.s3.endpoint }}
- ports: [{port: {{ include "ff.portOf" (dict "url" $values.objects.s3.endpoint "port" (ternary 443 80 (hasPrefix "https" $values.objects.s3.endpoint))) }}}]
{{- end }}
{{- if $values.tracing.endpoint }}
- ports: [{port: {{ include "ff.portOf" (dict "url" $values.tracing.endpoint "port" (ternary 443 80 (hasPrefix "https" $values.tracing.endpoint))) }}}]
{{- end }}
{{- end -}}

{{- define "ff.mongoEgress" -}}
{{- if eq .Values.mongodb.mode "external" }}
{{- range regexFindAll ":[0-9]+" (trimPrefix "mongodb://" .Values.mongodb.external.url) -1 | default (list ":27017") | uniq }}
- ports: [{port: {{ trimPrefix ":" . }}}]
{{- end }}
{{- else -}}
- to: {{ include "ff.peer" (dict "root" . "label" "app.kubernetes.io/component" "value" "mongodb") | nindent 4 }}
  ports: [{port: 27017}]
{{- end }}
{{- end -}}

{{- define "ff.postgresEgress" -}}
- ports: [{port: {{ include "ff.postgresPort" . }}}]
  {{- if eq .Values.postgres.mode "bundled" }}
  to: {{ include "ff.peer" (dict "root" . "label" "app.kubernetes.io/component" "value" "postgres") | nindent 4 }}
  {{- else if eq .Values.postgres.mode "cloudnative-pg" }}
  to: [{podSelector: {matchLabels: {cnpg.io/cluster: {{ include "ff.name" . }}-postgres}}}]
  {{- end }}
{{- end -}}

{{/* Who reads metrics: pods as the Prometheus Operator labels them, where it is told to read and nobody else is named. */}}
{{- define "ff.metricsFrom" -}}
{{- if .Values.networkPolicy.metricsFrom }}{{ toYaml .Values.networkPolicy.metricsFrom }}
{{- else if .Values.monitoring.podMonitor -}}
- namespaceSelector: {}
  podSelector: {matchLabels: {app.kubernetes.io/name: prometheus}}
{{- end -}}
{{- end -}}
