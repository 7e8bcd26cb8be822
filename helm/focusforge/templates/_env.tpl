{{/* The settings of a component's pods: (dict "root" $ "component" c). Services find the same names in docs/configuration.md. */}}
{{- define "ff.env" -}}
{{- $root := .root -}}
{{- $component := .component -}}
{{- $service := $component.service -}}
- {name: FOCUSFORGE_HTTP_PORT, value: "8080"}
- {name: FOCUSFORGE_MANAGEMENT_PORT, value: "9000"}
- {name: FOCUSFORGE_DRAIN_DELAY, value: {{ printf "%dS" (int $component.drain.delay) }}}
- {name: FOCUSFORGE_HTTP_SHUTDOWN_TIMEOUT, value: {{ printf "%dS" (int $component.drain.timeout) }}}
- {name: FOCUSFORGE_SCHEMA_MIGRATE, value: "false"}
- {name: FOCUSFORGE_SCHEMA_WAIT_FOR, value: {{ printf "%dS" (int (sub (int $component.probes.startupSeconds) 30)) }}}
{{ include "ff.postgresEnv" (dict "root" $root "service" $service "address" (include "ff.postgresAddress" $root)) }}
{{- if not (include "ff.pools" $root) }}{{ include "ff.postgresTls" $root }}{{ end }}
- {name: FOCUSFORGE_POSTGRES_MAX_CONNECTIONS, value: {{ int $component.postgresConnections | quote }}}
{{ include "ff.redisEnv" $root }}
- {name: FOCUSFORGE_IDENTITY_KEYS, value: "file:/etc/focusforge/keys/keys.json"}
- {name: FOCUSFORGE_IDENTITY_SIGNING_KEY, value: /etc/focusforge/keys/signing.jwk}
{{- range index (include "ff.calls" $root | fromYaml) $service }}
- {name: FOCUSFORGE_SERVICES_{{ upper . }}_URL, value: "http://{{ include "ff.name" $root }}-{{ . }}:8080"}
{{- if eq $service "gateway" }}
- {name: FOCUSFORGE_SERVICES_{{ upper . }}_MANAGEMENT_URL, value: "http://{{ include "ff.name" $root }}-{{ . }}:9000"}
{{- end }}
{{- end }}
{{- if eq $service "gateway" }}
- {name: FOCUSFORGE_BOOTSTRAP_KEY_FILE, value: /etc/focusforge/bootstrap/api-key}
{{- else if eq $service "ai" }}
- {name: FOCUSFORGE_USAGE_JOURNAL_DIRECTORY, value: /var/lib/focusforge}
- {name: FOCUSFORGE_EMBEDDINGS_LOAD, value: at-start}
- {name: FOCUSFORGE_EMBEDDINGS_DIRECTORY, value: /tmp/embedding-model}
{{- if $root.Values.models.config }}
- {name: FOCUSFORGE_PROVIDER_FILE_PATH, value: /etc/focusforge/models/providers.yaml}
{{- end }}
{{- else if eq $service "memory" }}
- {name: FOCUSFORGE_MONGO_URL, value: {{ include "ff.mongoUrl" $root | quote }}}
- {name: FOCUSFORGE_MONGO_DATABASE, value: {{ $root.Values.mongodb.database }}}
{{- if and (eq $root.Values.mongodb.mode "external") $root.Values.secrets.authorities (or (hasPrefix "mongodb+srv:" $root.Values.mongodb.external.url) (regexMatch "[?&](tls|ssl)=true" $root.Values.mongodb.external.url)) }}
- {name: QUARKUS_MONGODB_TLS_CONFIGURATION_NAME, value: stores}
- {name: QUARKUS_TLS_STORES_TRUST_STORE_PEM_CERTS, value: /etc/focusforge/authorities/ca.crt}
{{- end }}
{{- with include "ff.mongoUser" $root }}
- {name: FOCUSFORGE_MONGO_USERNAME, value: {{ . | quote }}}
{{ include "ff.secretEnv" (dict "root" $root "name" "FOCUSFORGE_MONGO_PASSWORD" "key" "mongodb-password") }}
- {name: FOCUSFORGE_MONGO_AUTH_SOURCE, value: {{ ternary $root.Values.mongodb.external.authSource "admin" (eq $root.Values.mongodb.mode "external") }}}
{{- end }}
{{- else if eq $service "worker" }}
{{- $slots := list }}
{{- range $queue, $count := $component.queues }}{{ $slots = append $slots (printf "%s:%d" $queue (int $count)) }}{{ end }}
- {name: FOCUSFORGE_WORKER_QUEUES, value: {{ join "," $slots | quote }}}
- {name: FOCUSFORGE_WORKER_SHUTDOWN_TIMEOUT, value: {{ printf "%dS" (int $component.drain.timeout) }}}
- {name: FOCUSFORGE_JOBS_QUEUES, value: {{ include "ff.queues" $root | quote }}}
{{- end }}
{{- if has $service (list "memory" "worker") }}
{{ include "ff.objectsEnv" $root }}
{{- end }}
{{- if $root.Values.tracing.endpoint }}
- {name: FOCUSFORGE_TRACING_DISABLED, value: "false"}
- {name: FOCUSFORGE_TRACING_ENDPOINT, value: {{ $root.Values.tracing.endpoint | quote }}}
- {name: FOCUSFORGE_TRACING_PROTOCOL, value: {{ $root.Values.tracing.protocol }}}
- {name: FOCUSFORGE_TRACING_RATIO, value: {{ $root.Values.tracing.ratio | quote }}}
{{- end }}
{{- with $component.javaOptions }}
- {name: JAVA_TOOL_OPTIONS, value: {{ . | quote }}}
{{- end }}
{{- end -}}

{{- define "ff.postgresEnv" -}}
- {name: FOCUSFORGE_POSTGRES_URL, value: "postgresql://{{ .address }}/{{ .service }}"}
- {name: FOCUSFORGE_POSTGRES_USERNAME, value: {{ .service }}}
{{ include "ff.secretEnv" (dict "root" .root "name" "FOCUSFORGE_POSTGRES_PASSWORD" "key" (printf "postgres-%s" .service)) }}
{{- end -}}

{{/* How drivers meet an external server over TLS, past the pooler. */}}
{{- define "ff.postgresTls" -}}
{{- $tls := .Values.postgres.external.tls -}}
{{- if and (eq .Values.postgres.mode "external") (ne $tls "disable") }}
- {name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE, value: {{ $tls }}}
- {name: QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLMODE, value: {{ $tls }}}
{{- if eq $tls "require" }}
- {name: QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL, value: "true"}
{{- else }}
- {name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM, value: HTTPS}
{{- if .Values.secrets.authorities }}
- {name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM, value: "true"}
- {name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS, value: /etc/focusforge/authorities/ca.crt}
- {name: QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLROOTCERT, value: /etc/focusforge/authorities/ca.crt}
{{- else }}
- {name: QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLFACTORY, value: org.postgresql.ssl.DefaultJavaSSLFactory}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "ff.redisEnv" -}}
{{- $redis := .Values.redis -}}
{{- range $use := list "streams" "cache" }}
- {name: FOCUSFORGE_REDIS_{{ upper $use }}_URL, value: {{ include "ff.redisUrl" (dict "root" $ "use" $use) | quote }}}
{{- if include "ff.redisHasPassword" $ }}
{{ include "ff.secretEnv" (dict "root" $ "name" (printf "FOCUSFORGE_REDIS_%s_PASSWORD" (upper $use)) "key" (include "ff.redisKey" (dict "root" $ "use" $use))) }}
{{- end }}
{{- if hasPrefix "rediss:" (include "ff.redisUrl" (dict "root" $ "use" $use)) }}
- {name: QUARKUS_REDIS_{{ upper $use }}_TLS_HOSTNAME_VERIFICATION_ALGORITHM, value: HTTPS}
{{- if $.Values.secrets.authorities }}
- {name: QUARKUS_REDIS_{{ upper $use }}_TLS_TRUST_CERTIFICATE_PEM, value: "true"}
- {name: QUARKUS_REDIS_{{ upper $use }}_TLS_TRUST_CERTIFICATE_PEM_CERTS, value: /etc/focusforge/authorities/ca.crt}
{{- end }}
{{- end }}
{{- $type := include "ff.redisType" $ }}
{{- if ne $type "standalone" }}
- {name: FOCUSFORGE_REDIS_{{ upper $use }}_TYPE, value: {{ $type }}}
{{- if eq $type "sentinel" }}
- {name: FOCUSFORGE_REDIS_{{ upper $use }}_MASTER, value: {{ ternary $redis.external.masterName "focusforge" (eq $redis.mode "external") }}}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The key of the Secret with the password of a use of Redis. Where one server has both uses, it has one password. */}}
{{- define "ff.redisKey" -}}
{{- if and (eq .root.Values.redis.mode "bundled") (not .root.Values.redis.separate) }}redis-streams{{ else }}redis-{{ .use }}{{ end -}}
{{- end -}}

{{- define "ff.objectsEnv" -}}
{{- $objects := .Values.objects -}}
{{- if eq $objects.mode "volume" -}}
- {name: FOCUSFORGE_OBJECTS_URL, value: "file:/var/lib/focusforge-objects"}
{{- else -}}
- {name: FOCUSFORGE_OBJECTS_URL, value: {{ $objects.s3.url | quote }}}
- {name: FOCUSFORGE_OBJECTS_REGION, value: {{ $objects.s3.region }}}
{{- with $objects.s3.endpoint }}
- {name: FOCUSFORGE_OBJECTS_ENDPOINT, value: {{ . | quote }}}
{{- end }}
{{- if $objects.s3.keys }}
{{ include "ff.secretEnv" (dict "root" . "name" "FOCUSFORGE_OBJECTS_ACCESS_KEY" "key" "s3-access-key") }}
{{ include "ff.secretEnv" (dict "root" . "name" "FOCUSFORGE_OBJECTS_SECRET_KEY" "key" "s3-secret-key") }}
{{- end }}
{{- end -}}
{{- end -}}
