{{/* The pod of every service and worker: (dict "root" $ "name" name "component" c) */}}
{{- define "ff.pod" -}}
{{- $root := .root -}}
{{- $name := include "ff.name" $root -}}
{{- $component := .component -}}
{{- $service := $component.service -}}
{{- $selector := include "ff.selector" (dict "root" $root "component" .name) -}}
{{- $oneNode := and (include "ff.sharesObjects" (dict "root" $root "service" $service)) (eq $root.Values.objects.volume.accessMode "ReadWriteOnce") -}}
metadata:
  labels:
    {{- include "ff.labels" (dict "root" $root "component" .name) | nindent 4 }}
    focusforge.io/service: {{ $service }}
    {{- with $component.podLabels }}{{ toYaml . | nindent 4 }}{{ end }}
  annotations:
    checksum/config: {{ include "ff.properties" $component | sha256sum }}
    {{- with $component.podAnnotations }}{{ toYaml . | nindent 4 }}{{ end }}
spec:
  serviceAccountName: {{ $name }}-{{ .name }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ add (int $component.drain.delay) (int $component.drain.timeout) 15 }}
  {{- include "ff.podSecurity" (dict "user" 10001) | nindent 2 }}
  {{- include "ff.pullSecrets" $root | indent 2 }}
  {{- include "ff.placement" (dict "root" $root "own" $component) | indent 2 }}
  {{- if $component.affinity }}
  affinity: {{ toYaml $component.affinity | nindent 4 }}
  {{- else if $oneNode }}
  affinity:
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        # the scheduler does not see by itself that a volume of files is on one node at a time
        - topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels: {app.kubernetes.io/instance: {{ $root.Release.Name }}}
            matchExpressions: [{key: focusforge.io/service, operator: In, values: [memory, worker]}]
  {{- else if $component.spread }}
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: kubernetes.io/hostname
            labelSelector: {matchLabels: {{ $selector | fromYaml | toJson }}}
  {{- end }}
  {{- if and $component.spread (not $oneNode) }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector: {matchLabels: {{ $selector | fromYaml | toJson }}}
    {{- end }}
  {{- end }}
  {{- with $component.initContainers }}
  initContainers: {{ toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ $service }}
      image: {{ include "ff.serviceImage" (dict "root" $root "component" $component) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      {{- include "ff.containerSecurity" $root | nindent 6 }}
      ports:
        - {name: http, containerPort: 8080}
        - {name: management, containerPort: 9000}
      env:
        {{- include "ff.env" (dict "root" $root "component" $component) | nindent 8 }}
        {{- if $component.config }}
        - {name: SMALLRYE_CONFIG_LOCATIONS, value: /etc/focusforge/config/application.properties}
        {{- end }}
        {{- with $component.extraEnv }}{{ toYaml . | nindent 8 }}{{ end }}
      {{- $models := and (eq $service "ai") $root.Values.models.secret }}
      {{- if or $models $component.envFrom }}
      envFrom:
        {{- if $models }}
        - secretRef: {name: {{ $root.Values.models.secret }}}
        {{- end }}
        {{- with $component.envFrom }}{{ toYaml . | nindent 8 }}{{ end }}
      {{- end }}
      startupProbe:
        httpGet: {path: /q/health/started, port: management}
        periodSeconds: 2
        timeoutSeconds: 5
        failureThreshold: {{ div (int $component.probes.startupSeconds) 2 }}
      livenessProbe:
        httpGet: {path: /q/health/live, port: management}
        periodSeconds: {{ $component.probes.periodSeconds }}
        timeoutSeconds: 5
        failureThreshold: {{ mul 6 (int $component.probes.failures) }}
      readinessProbe:
        httpGet: {path: /q/health/ready, port: management}
        periodSeconds: {{ $component.probes.periodSeconds }}
        timeoutSeconds: 5
        failureThreshold: {{ $component.probes.failures }}
      resources: {{ toYaml $component.resources | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: keys, mountPath: /etc/focusforge/keys, readOnly: true}
        {{- include "ff.authoritiesMount" $root | nindent 8 }}
        {{- if $component.config }}
        - {name: config, mountPath: /etc/focusforge/config, readOnly: true}
        {{- end }}
        {{- if eq $service "gateway" }}
        - {name: bootstrap, mountPath: /etc/focusforge/bootstrap, readOnly: true}
        {{- else if eq $service "ai" }}
        - {name: journal, mountPath: /var/lib/focusforge}
        {{- if $root.Values.models.config }}
        - {name: models, mountPath: /etc/focusforge/models, readOnly: true}
        {{- end }}
        {{- end }}
        {{- if include "ff.sharesObjects" (dict "root" $root "service" $service) }}
        - {name: objects, mountPath: /var/lib/focusforge-objects}
        {{- end }}
        {{- with $component.extraVolumeMounts }}{{ toYaml . | nindent 8 }}{{ end }}
    {{- with $component.sidecars }}{{ toYaml . | nindent 4 }}{{ end }}
  volumes:
    - {name: tmp, emptyDir: {}}
    - name: keys
      secret:
        secretName: {{ include "ff.secret" $root }}
        items:
          - {key: keys.json, path: keys.json}
          - {key: {{ $service }}.jwk, path: signing.jwk}
    {{- include "ff.authoritiesVolume" $root | nindent 4 }}
    {{- if $component.config }}
    - {name: config, configMap: {name: {{ $name }}-{{ .name }}}}
    {{- end }}
    {{- if eq $service "gateway" }}
    - name: bootstrap
      secret: {secretName: {{ include "ff.secret" $root }}, items: [{key: api-key, path: api-key}]}
    {{- else if eq $service "ai" }}
    - {name: journal, emptyDir: {sizeLimit: 1Gi}}
    {{- if $root.Values.models.config }}
    - {name: models, configMap: {name: {{ $name }}-models}}
    {{- end }}
    {{- end }}
    {{- if include "ff.sharesObjects" (dict "root" $root "service" $service) }}
    - {name: objects, persistentVolumeClaim: {claimName: {{ $name }}-objects}}
    {{- end }}
    {{- with $component.extraVolumes }}{{ toYaml . | nindent 4 }}{{ end }}
{{- end -}}

{{- define "ff.sharesObjects" -}}
{{- if and (eq .root.Values.objects.mode "volume") (has .service (list "memory" "worker")) }}true{{ end -}}
{{- end -}}

{{/* The image of a service: (dict "root" $ "component" c) */}}
{{- define "ff.serviceImage" -}}
{{- $image := .component.image -}}
{{- $repository := $image.repository | default (printf "%s/%s-service%s" .root.Values.image.repository .component.service (ternary "-native" "" (eq .component.flavor "native"))) -}}
{{- $tag := $image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion -}}
{{- include "ff.image" (dict "root" .root "repository" $repository "tag" $tag "digest" $image.digest) -}}
{{- end -}}

{{/* `config` as a file, above the environment. */}}
{{- define "ff.properties" -}}
{{- if .config -}}
config_ordinal=350
{{- range $key, $value := .config }}
{{ $key }}={{ if kindIs "float64" $value }}{{ $value | toJson }}{{ else }}{{ $value | toString | replace "\\" "\\\\" | replace "\n" "\\n" }}{{ end }}
{{- end }}
{{- end -}}
{{- end -}}
