{{/* The services, and which others each calls. */}}
{{- define "ff.calls" -}}
gateway: [orchestrator, ai, memory, worker]
orchestrator: [ai, memory, worker]
ai: [gateway, orchestrator, worker]
memory: [gateway, orchestrator, ai, worker]
worker: [orchestrator, ai, memory]
{{- end -}}

{{/* Every Deployment by its component's name, each with all keys of `defaults`, and with `service` (whose image and role it has). */}}
{{- define "ff.components" -}}
{{- $all := dict -}}
{{- range $name, $own := .Values.services -}}
{{- $component := include "ff.merged" (dict "defaults" $.Values.defaults "own" $own) | fromYaml -}}
{{- $_ := set $component "service" $name -}}
{{- if $component.enabled }}{{ $_ := set $all $name $component }}{{ end -}}
{{- end -}}
{{- range $kind, $own := .Values.workers -}}
{{- $component := include "ff.merged" (dict "defaults" $.Values.defaults "own" $own) | fromYaml -}}
{{- $_ := set $component "service" "worker" -}}
{{- if $component.enabled }}{{ $_ := set $all (printf "worker-%s" $kind) $component }}{{ end -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* Maps go together key by key; anything else of `own`, false and 0 too, takes the place of the default. */}}
{{- define "ff.merged" -}}
{{- $merged := deepCopy .defaults -}}
{{- range $key, $value := .own -}}
{{- if and (kindIs "map" $value) (kindIs "map" (get $merged $key)) -}}
{{- $_ := set $merged $key (include "ff.merged" (dict "defaults" (get $merged $key) "own" $value) | fromYaml) -}}
{{- else -}}
{{- $_ := set $merged $key $value -}}
{{- end -}}
{{- end -}}
{{- toYaml $merged -}}
{{- end -}}

{{/* The most pods that a component can have. */}}
{{- define "ff.mostPods" -}}
{{- if eq .autoscaling.mode "none" }}{{ .replicas }}{{ else }}{{ .autoscaling.maxReplicas }}{{ end -}}
{{- end -}}

{{/* All queues that some worker serves, in order. */}}
{{- define "ff.queues" -}}
{{- $queues := list -}}
{{- range $name, $component := include "ff.components" . | fromYaml -}}
{{- range $queue, $slots := $component.queues }}{{ $queues = append $queues $queue }}{{ end -}}
{{- end -}}
{{- $queues | uniq | sortAlpha | join "," -}}
{{- end -}}

{{/* Connections that Postgres has to take: of migrations and what is to spare, and of pods, or in their place of the pooler, which has one pod more during a rollout. */}}
{{- define "ff.postgresConnections" -}}
{{- $pooler := .Values.postgres.pooler -}}
{{- $pooled := mul 5 (int $pooler.poolSize) (add1 (int $pooler.replicas)) -}}
{{- $clients := ternary $pooled (include "ff.clientConnections" . | int64) (include "ff.pools" . | eq "true") -}}
{{- add $clients 10 (int .Values.postgres.spareConnections) -}}
{{- end -}}

{{/* Connections that all pods may have. While an upgrade goes on, there is a quarter more of each. */}}
{{- define "ff.clientConnections" -}}
{{- $sum := 0 -}}
{{- range $name, $component := include "ff.components" . | fromYaml -}}
{{- $pods := int (include "ff.mostPods" $component) -}}
{{- $sum = add $sum (mul (add $pods (div (add $pods 3) 4)) (add 2 (int $component.postgresConnections))) -}}
{{- end -}}
{{- $sum -}}
{{- end -}}

{{/* Whether the cluster can be asked: not by `helm template`. */}}
{{- define "ff.live" -}}
{{- if lookup "v1" "Secret" .Release.Namespace "" }}true{{ end -}}
{{- end -}}
