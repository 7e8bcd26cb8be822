{{- define "ff.name" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains "focusforge" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-focusforge" .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels by which pods are selected: (dict "root" $ "component" name). They never change over upgrades. */}}
{{- define "ff.selector" -}}
app.kubernetes.io/name: focusforge
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "ff.labels" -}}
{{ include "ff.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: focusforge
{{- with .root.Values.tenancy.dedicated }}
focusforge.io/tenant: {{ . | quote }}
{{- end }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name (.root.Chart.Version | replace "+" "_") }}
{{- end -}}

{{- define "ff.secret" -}}
{{- .Values.secrets.existing | default (printf "%s-secrets" (include "ff.name" .)) -}}
{{- end -}}

{{/* Keys whose values nobody but who runs the server can know. */}}
{{- define "ff.externalKeys" -}}
{{- $keys := list -}}
{{- if and (eq .Values.postgres.mode "external") .Values.postgres.external.provision }}{{ $keys = append $keys "postgres-superuser" }}{{ end -}}
{{- if and (eq .Values.redis.mode "external") .Values.redis.external.password }}{{ $keys = concat $keys (list "redis-streams" "redis-cache") }}{{ end -}}
{{- if and (eq .Values.mongodb.mode "external") .Values.mongodb.external.username }}{{ $keys = append $keys "mongodb-password" }}{{ end -}}
{{- if and (eq .Values.objects.mode "s3") .Values.objects.s3.keys }}{{ $keys = concat $keys (list "s3-access-key" "s3-secret-key") }}{{ end -}}
{{- if .Values.backup.enabled }}{{ $keys = concat $keys (list "backup-access-key" "backup-secret-key") }}{{ end -}}
{{- join "," $keys -}}
{{- end -}}

{{/* An image: (dict "root" $ "repository" r "tag" t "digest" d) */}}
{{- define "ff.image" -}}
{{- $image := .repository -}}
{{- if .root.Values.image.registry }}{{ $image = printf "%s/%s" .root.Values.image.registry .repository }}{{ end -}}
{{- if .digest }}{{ printf "%s@%s" $image .digest }}{{ else }}{{ printf "%s:%s" $image .tag }}{{ end -}}
{{- end -}}

{{- define "ff.postgresImage" -}}
{{- include "ff.image" (dict "root" . "repository" .Values.postgres.image.repository "tag" .Values.postgres.image.tag "digest" .Values.postgres.image.digest) -}}
{{- end -}}

{{/* Which nodes pods run on, and before which others: (dict "root" $ "own" what has values of its own, if anything has) */}}
{{- define "ff.placement" -}}
{{- $defaults := .root.Values.defaults -}}
{{- $own := .own | default dict -}}
{{- with $own.priorityClassName | default $defaults.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $own.nodeSelector | default $defaults.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with $own.tolerations | default $defaults.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "ff.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* What the restricted Pod Security standard asks of a pod, for a user: (dict "user" n) */}}
{{- define "ff.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .user }}
  runAsGroup: {{ .user }}
  fsGroup: {{ .user }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "ff.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{/* The storage class of a claim, when one is named. */}}
{{- define "ff.storageClass" -}}
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* What becomes of a StatefulSet's claims with it: they stay, unless they are told to go. */}}
{{- define "ff.claimRetention" -}}
{{- if not .Values.uninstall.keepData }}
persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}
{{- end }}
{{- end -}}

{{/* The Secret that has a key: (dict "root" $ "key" key) */}}
{{- define "ff.secretOf" -}}
{{- $external := and (has .key (splitList "," (include "ff.externalKeys" .root))) (not .root.Values.secrets.existing) -}}
{{- if $external }}{{ .root.Values.secrets.external }}
{{- else if and (eq .key "postgres-superuser") (eq .root.Values.postgres.mode "cloudnative-pg") }}{{ include "ff.name" .root }}-postgres-superuser{{ else }}{{ include "ff.secret" .root }}{{ end -}}
{{- end -}}

{{/* Which key of it: CloudNativePG makes a Secret of its own for the superuser. */}}
{{- define "ff.keyOf" -}}
{{- if and (eq .key "postgres-superuser") (eq .root.Values.postgres.mode "cloudnative-pg") }}password{{ else }}{{ .key }}{{ end -}}
{{- end -}}

{{/* An environment variable from a Secret: (dict "root" $ "name" NAME "key" key) */}}
{{- define "ff.secretEnv" -}}
- name: {{ .name }}
  valueFrom: {secretKeyRef: {name: {{ include "ff.secretOf" . }}, key: {{ include "ff.keyOf" . }}}}
{{- end -}}
