{{/* What contradicts itself is refused with a sentence, before anything is changed. */}}
{{- define "ff.checks" -}}
{{- $values := .Values -}}
{{- if .Values.workers | len | eq 0 }}{{ fail "There has to be a worker: under `workers`, give one kind with its queues." }}{{ end -}}
{{- $standing := false -}}
{{- range $name, $of := include "ff.components" . | fromYaml -}}
{{- $scaling := $of.autoscaling -}}
{{- if ne $scaling.mode "none" -}}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) }}{{ fail (printf "%s: autoscaling.minReplicas (%d) is more than autoscaling.maxReplicas (%d)." $name (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}{{ end -}}
{{- if and (eq $scaling.mode "hpa") (lt (int $scaling.minReplicas) 1) }}{{ fail (printf "%s: a HorizontalPodAutoscaler does not go to zero: set autoscaling.minReplicas to 1 or more, or for a worker autoscaling.mode to keda." $name) }}{{ end -}}
{{- if and (eq $scaling.mode "hpa") (not (or (int $scaling.cpu) (int $scaling.memory) (int $scaling.inFlight) (int $scaling.openStreams) $scaling.metrics)) }}{{ fail (printf "%s: a HorizontalPodAutoscaler needs something to go by: set autoscaling.cpu, memory, inFlight, openStreams or metrics." $name) }}{{ end -}}
{{- end -}}
{{- if eq $of.flavor "native" -}}
{{- if $of.javaOptions }}{{ fail (printf "%s: javaOptions are for a JVM, and flavor native has none: leave one of them out." $name) }}{{ end -}}
{{- if hasKey ($of.queues | default dict) "files" }}{{ fail (printf "workers.%s: files are read in a JVM, and flavor native has none: leave the queue files to a kind with flavor jvm." (trimPrefix "worker-" $name)) }}{{ end -}}
{{- end -}}
{{- if eq $of.service "worker" -}}
{{- if not $of.queues }}{{ fail (printf "workers.%s serves no queue: give it `queues`, such as {default: 16}." (trimPrefix "worker-" $name)) }}{{ end -}}
{{- if or (and (eq $scaling.mode "none") (gt (int $of.replicas) 0)) (and (ne $scaling.mode "none") (gt (int $scaling.minReplicas) 0)) }}{{ $standing = true }}{{ end -}}
{{- else if eq $scaling.mode "keda" }}{{ fail (printf "%s: KEDA scales workers by their queues; a service has autoscaling.mode hpa or none." $name) }}{{ end -}}
{{- end -}}
{{- if not $standing }}{{ fail "All workers may go to zero, and then nobody accepts jobs: one kind needs replicas, or autoscaling.minReplicas, of 1 or more." }}{{ end -}}
{{- range $name, $own := .Values.services }}{{ if not (include "ff.merged" (dict "defaults" $values.defaults "own" $own) | fromYaml).enabled }}{{ fail (printf "services.%s.enabled: the others need it; only kinds of workers can be left out." $name) }}{{ end }}{{ end -}}
{{- if and (eq $values.postgres.mode "external") (not $values.postgres.external.host) }}{{ fail "postgres.mode is external: say where it is, in postgres.external.host." }}{{ end -}}
{{- if and (ne $values.postgres.mode "external") $values.postgres.external.host }}{{ fail (printf "postgres.external.host is set while postgres.mode is %s: set postgres.mode to external, or leave the host out." $values.postgres.mode) }}{{ end -}}
{{- if and $values.backup.enabled (ne $values.postgres.mode "bundled") }}{{ fail (printf "backup.enabled is for bundled Postgres: with postgres.mode %s, back it up by its own means." $values.postgres.mode) }}{{ end -}}
{{- if and $values.backup.enabled (not $values.backup.s3.bucket) }}{{ fail "backup.enabled: name the bucket in backup.s3.bucket." }}{{ end -}}
{{- if and (not $values.backup.enabled) (or $values.backup.restore.mark $values.backup.restore.time $values.backup.restore.latest) }}{{ fail "backup.restore says what to restore, but not from where: set backup.enabled and backup.s3." }}{{ end -}}
{{- if gt (len (compact (list $values.backup.restore.mark $values.backup.restore.time (ternary "latest" "" $values.backup.restore.latest)))) 1 }}{{ fail "backup.restore: give one of mark, time and latest." }}{{ end -}}
{{- if and (eq $values.redis.mode "external") (not $values.redis.external.streamsUrl) }}{{ fail "redis.mode is external: say where it is, in redis.external.streamsUrl." }}{{ end -}}
{{- if and (eq $values.redis.mode "bundled") $values.redis.external.streamsUrl }}{{ fail "redis.external.streamsUrl is set while redis.mode is bundled: set redis.mode to external, or leave the address out." }}{{ end -}}
{{- range $use := list "streams" "cache" }}{{ if contains "@" (include "ff.redisUrl" (dict "root" $ "use" $use)) }}{{ fail (printf "redis.external.%sUrl has a password in it: leave it out, and put it into the Secret as redis-%s." $use $use) }}{{ end }}{{ end -}}
{{- if and (eq $values.redis.mode "external") (eq $values.redis.external.type "sentinel") (not $values.redis.external.masterName) }}{{ fail "redis.external.type is sentinel: say how the Sentinels call the master, in redis.external.masterName." }}{{ end -}}
{{- if and (eq $values.mongodb.mode "external") (not $values.mongodb.external.url) }}{{ fail "mongodb.mode is external: say where it is, in mongodb.external.url." }}{{ end -}}
{{- if and (ne $values.mongodb.mode "external") $values.mongodb.external.url }}{{ fail (printf "mongodb.external.url is set while mongodb.mode is %s: set mongodb.mode to external, or leave the address out." $values.mongodb.mode) }}{{ end -}}
{{- if eq $values.mongodb.mode "bundled" -}}
{{- $even := eq 0 (mod (int $values.mongodb.replicas) 2) -}}
{{- if and $even (not $values.mongodb.arbiter) }}{{ fail (printf "mongodb.replicas: %d members have no majority when half of them are away: take an odd number, or set mongodb.arbiter." (int $values.mongodb.replicas)) }}{{ end -}}
{{- if and $values.mongodb.arbiter (not $even) }}{{ fail (printf "mongodb.arbiter: with %d members an arbiter makes the number of votes even: take 2 or 4 members, or leave it out." (int $values.mongodb.replicas)) }}{{ end -}}
{{- end -}}
{{- if contains "@" $values.mongodb.external.url }}{{ fail "mongodb.external.url has a user in it: give mongodb.external.username, and put the password into the Secret as mongodb-password." }}{{ end -}}
{{- if and (eq $values.objects.mode "s3") (not $values.objects.s3.url) }}{{ fail "objects.mode is s3: name the bucket in objects.s3.url, such as s3://bucket/focusforge." }}{{ end -}}
{{- if and (eq $values.objects.mode "volume") $values.objects.s3.url }}{{ fail "objects.s3.url is set while objects.mode is volume: set objects.mode to s3, or leave the bucket out." }}{{ end -}}
{{- if and $values.ingress.tls.enabled (not $values.ingress.host) }}{{ fail "ingress.tls.enabled: a certificate is for a name; set ingress.host." }}{{ end -}}
{{- if and $values.httpRoute.enabled (not $values.httpRoute.parentRefs) }}{{ fail "httpRoute.enabled: say which Gateway it belongs to, in httpRoute.parentRefs." }}{{ end -}}
{{- if include "ff.follows" . -}}
{{- if ne $values.postgres.mode "bundled" }}{{ fail (printf "region.follows is for bundled Postgres: with postgres.mode %s, let that follow the first region, and leave region.follows out." $values.postgres.mode) }}{{ end -}}
{{- if ne $values.mongodb.mode "external" }}{{ fail "region.follows: documents come from a member of the first region's MongoDB; set mongodb.mode to external." }}{{ end -}}
{{- if ne $values.objects.mode "s3" }}{{ fail "region.follows: files come from a copy of the first region's bucket; set objects.mode to s3." }}{{ end -}}
{{- if not $values.secrets.existing }}{{ fail "region.follows: passwords and keys are those of the first region; bring its Secret here, and name it in secrets.existing." }}{{ end -}}
{{- end -}}
{{- with $values.tenancy.dedicated }}{{ if not (regexMatch "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$" .) }}{{ fail (printf "tenancy.dedicated: %s cannot be a label; take lower-case letters, digits and hyphens, at most 63." .) }}{{ end }}{{ end -}}
{{- if and $values.tenancy.dedicated $values.ingress.enabled (not $values.ingress.host) }}{{ fail "tenancy.dedicated: an Ingress tells releases apart by their hosts; set ingress.host." }}{{ end -}}
{{- if and (include "ff.externalKeys" .) (not .Values.secrets.existing) (not .Values.secrets.external) }}{{ fail (printf "The keys %s are yours to give: make a Secret with them, and name it in secrets.external." (include "ff.externalKeys" .)) }}{{ end -}}
{{- if include "ff.live" . }}{{ include "ff.liveChecks" . }}{{ end -}}
{{- end -}}

{{/* What only a cluster can tell. */}}
{{- define "ff.liveChecks" -}}
{{- $apis := .Capabilities.APIVersions -}}
{{- if and (include "ff.scalesByQueues" .) (not ($apis.Has "keda.sh/v1alpha1")) }}{{ fail "autoscaling.mode is keda, but this cluster has no KEDA: install it, or set autoscaling.mode to hpa." }}{{ end -}}
{{- if and .Values.httpRoute.enabled (not ($apis.Has "gateway.networking.k8s.io/v1")) }}{{ fail "httpRoute.enabled, but this cluster has no Gateway API: install it, or use ingress." }}{{ end -}}
{{- if and (or .Values.monitoring.podMonitor .Values.monitoring.rules) (not ($apis.Has "monitoring.coreos.com/v1")) }}{{ fail "monitoring.podMonitor or monitoring.rules is on, but this cluster has no Prometheus Operator: install it, or turn them off." }}{{ end -}}
{{- if and (eq .Values.postgres.mode "cloudnative-pg") (not ($apis.Has "postgresql.cnpg.io/v1")) }}{{ fail "postgres.mode is cloudnative-pg, but this cluster has no CloudNativePG: install it, or set postgres.mode to bundled." }}{{ end -}}
{{- if .Values.checks.storageClasses }}{{ include "ff.storageClassChecks" . }}{{ end -}}
{{- include "ff.upgradeChecks" . -}}
{{- include "ff.leftoverChecks" . -}}
{{- if and (include "ff.asksPodMetrics" .) (not (or ($apis.Has "custom.metrics.k8s.io/v1beta1") ($apis.Has "custom.metrics.k8s.io/v1beta2"))) }}{{ fail "autoscaling.inFlight or autoscaling.openStreams is set, but this cluster has no custom metrics: install an adapter for Prometheus, or leave them out." }}{{ end -}}
{{- with .Values.models.secret }}{{ if not (lookup "v1" "Secret" $.Release.Namespace .) }}{{ fail (printf "models.secret: the Secret %s is not there; make it first, with the variables that models.config names." .) }}{{ end }}{{ end -}}
{{- with .Values.secrets.authorities }}{{ include "ff.secretHas" (dict "root" $ "name" . "value" "secrets.authorities" "keys" "ca.crt") }}{{ end -}}
{{- with .Values.secrets.existing }}{{ include "ff.secretHas" (dict "root" $ "name" . "value" "secrets.existing" "keys" (include "ff.secretKeys" $)) }}{{ end -}}
{{- if and .Values.secrets.external (not .Values.secrets.existing) }}{{ include "ff.secretHas" (dict "root" $ "name" .Values.secrets.external "value" "secrets.external" "keys" (include "ff.externalKeys" $)) }}{{ end -}}
{{- end -}}

{{- define "ff.secretHas" -}}
{{- $data := (lookup "v1" "Secret" .root.Release.Namespace .name).data | default dict -}}
{{- $of := . -}}
{{- range $key := splitList "," .keys }}{{ if and $key (not (hasKey $data $key)) }}{{ fail (printf "%s: the Secret %s has no key %s, or is not there (docs/kubernetes.md lists what it needs)." $of.value $of.name $key) }}{{ end }}{{ end -}}
{{- end -}}

{{- define "ff.secretKeys" -}}
{{- $keys := list (include "ff.passwords" .) "api-key" "keys.json" -}}
{{- range list "gateway" "orchestrator" "ai" "memory" "worker" }}{{ $keys = append $keys (printf "%s.jwk" .) }}{{ end -}}
{{- with include "ff.externalKeys" . }}{{ $keys = concat $keys (splitList "," .) }}{{ end -}}
{{- $keys | uniq | join "," -}}
{{- end -}}

{{/* Patroni notes that there is a cluster. Where its data is gone, new members would wait for it for ever. */}}
{{- define "ff.leftoverChecks" -}}
{{- if eq .Values.postgres.mode "bundled" -}}
{{- $postgres := printf "%s-postgres" (include "ff.name" .) -}}
{{- $noted := lookup "v1" "ConfigMap" .Release.Namespace (printf "%s-config" $postgres) -}}
{{- if and $noted (hasKey ($noted.metadata.annotations | default dict) "initialize") -}}
{{- $data := false -}}
{{- range until 7 }}{{ if lookup "v1" "PersistentVolumeClaim" $.Release.Namespace (printf "data-%s-%d" $postgres .) }}{{ $data = true }}{{ end }}{{ end -}}
{{- if not $data }}{{ fail (printf "The ConfigMap %s-config is of an earlier installation, whose data is gone, and Postgres would wait for it: kubectl --namespace %s delete configmap --ignore-not-found %s-config %s-leader %s-sync %s-failover" $postgres .Release.Namespace $postgres $postgres $postgres $postgres) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "ff.asksPodMetrics" -}}
{{- range $name, $of := include "ff.components" . | fromYaml }}{{ if and (eq $of.autoscaling.mode "hpa") (or (int $of.autoscaling.inFlight) (int $of.autoscaling.openStreams)) }}true{{ end }}{{ end -}}
{{- end -}}

{{- define "ff.scalesByQueues" -}}
{{- range $name, $of := include "ff.components" . | fromYaml }}{{ if eq $of.autoscaling.mode "keda" }}true{{ end }}{{ end -}}
{{- end -}}

{{/* Claims of volumes would wait for ever. Claims that are there already have what they need. */}}
{{- define "ff.storageClassChecks" -}}
{{- $root := . -}}
{{- $values := .Values -}}
{{- $claims := dict -}}
{{- if eq $values.objects.mode "volume" }}{{ $_ := set $claims "objects.volume" $values.objects.volume }}{{ end -}}
{{- if ne $values.postgres.mode "external" }}{{ $_ := set $claims "postgres.persistence" $values.postgres.persistence }}{{ end -}}
{{- if eq $values.redis.mode "bundled" }}{{ $_ := set $claims "redis.persistence" $values.redis.persistence }}{{ end -}}
{{- if ne $values.mongodb.mode "external" }}{{ $_ := set $claims "mongodb.persistence" $values.mongodb.persistence }}{{ end -}}
{{- $known := list -}}
{{- $default := false -}}
{{- range (lookup "storage.k8s.io/v1" "StorageClass" "" "").items -}}
{{- $known = append $known .metadata.name -}}
{{- if eq "true" (get (.metadata.annotations | default dict) "storageclass.kubernetes.io/is-default-class") }}{{ $default = true }}{{ end -}}
{{- end -}}
{{- range $value, $of := $claims -}}
{{- if and $of.storageClass (not (has $of.storageClass $known)) }}{{ fail (printf "%s.storageClass: this cluster has no storage class %s; it has: %s." $value $of.storageClass (join ", " $known | default "none")) }}{{ end -}}
{{- if not (or $of.storageClass $default) }}{{ fail (printf "%s.storageClass: this cluster has no default storage class; name one of: %s." $value (join ", " $known | default "none, which first have to be made")) }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* The pods of two releases work over the same tables during an upgrade, which holds for releases next to each other. */}}
{{- define "ff.upgradeChecks" -}}
{{- $installed := lookup "apps/v1" "Deployment" .Release.Namespace (printf "%s-gateway" (include "ff.name" .)) -}}
{{- with $installed -}}
{{- $chart := get (.metadata.labels | default dict) "helm.sh/chart" | trimPrefix "focusforge-" -}}
{{- if regexMatch "^[0-9]+\\.[0-9]+\\.[0-9]+" $chart -}}
{{- $from := semver (regexFind "^[0-9]+\\.[0-9]+\\.[0-9]+" $chart) -}}
{{- $to := semver $.Chart.Version -}}
{{- if ne $from.Major $to.Major }}{{ fail (printf "%d.%d is installed, and this is %d.%d: between major releases read the notes of the release; it is not an upgrade that goes on under load." $from.Major $from.Minor $to.Major $to.Minor) }}{{ end -}}
{{- $step := sub (int64 $to.Minor) (int64 $from.Minor) -}}
{{- if gt $step 1 }}{{ fail (printf "%d.%d is installed, and this is %d.%d: upgrade to %d.%d first, for pods of both releases work over the same tables meanwhile." $from.Major $from.Minor $to.Major $to.Minor $from.Major (add1 $from.Minor)) }}{{ end -}}
{{- if lt $step -1 }}{{ fail (printf "%d.%d is installed, and this is %d.%d: go back to %d.%d first, for older releases know tables of the next one only." $from.Major $from.Minor $to.Major $to.Minor $from.Major (sub $from.Minor 1)) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
