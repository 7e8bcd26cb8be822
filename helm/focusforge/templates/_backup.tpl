{{/* Where pgBackRest keeps what it is given, and what it copies: (dict "root" $ "data" directory) */}}
{{- define "ff.backupEnv" -}}
{{- $backup := .root.Values.backup -}}
{{- $endpoint := splitList ":" (trimPrefix "https://" $backup.s3.endpoint) -}}
- {name: PGBACKREST_CONFIG, value: /dev/null}
- {name: PGBACKREST_STANZA, value: focusforge}
- {name: PGBACKREST_LOG_LEVEL_FILE, value: "off"}
- {name: PGBACKREST_LOG_LEVEL_CONSOLE, value: "off"}
- {name: PGBACKREST_LOG_LEVEL_STDERR, value: info}
- {name: PGBACKREST_LOCK_PATH, value: /tmp/pgbackrest}
- {name: PGBACKREST_SPOOL_PATH, value: /tmp/pgbackrest-spool}
- {name: PGBACKREST_COMPRESS_TYPE, value: zst}
- {name: PGBACKREST_PROCESS_MAX, value: "2"}
- {name: PGBACKREST_START_FAST, value: "y"}
- {name: PGBACKREST_PG1_PATH, value: {{ .data }}}
- {name: PGBACKREST_PG1_SOCKET_PATH, value: /var/run/postgresql}
- {name: PGBACKREST_PG1_USER, value: postgres}
- {name: PGBACKREST_REPO1_TYPE, value: s3}
- {name: PGBACKREST_REPO1_PATH, value: {{ $backup.s3.path }}}
- {name: PGBACKREST_REPO1_RETENTION_FULL, value: {{ $backup.fullKept | quote }}}
- {name: PGBACKREST_REPO1_S3_BUCKET, value: {{ $backup.s3.bucket }}}
- {name: PGBACKREST_REPO1_S3_REGION, value: {{ $backup.s3.region }}}
- {name: PGBACKREST_REPO1_S3_ENDPOINT, value: {{ first $endpoint }}}
- {name: PGBACKREST_REPO1_STORAGE_PORT, value: {{ include "ff.backupPort" .root | quote }}}
- {name: PGBACKREST_REPO1_S3_URI_STYLE, value: {{ ternary "host" "path" (hasSuffix "amazonaws.com" (first $endpoint)) }}}
{{- if .root.Values.secrets.authorities }}
- {name: PGBACKREST_REPO1_STORAGE_CA_FILE, value: /etc/focusforge/authorities/ca.crt}
{{- end }}
{{ include "ff.secretEnv" (dict "root" .root "name" "PGBACKREST_REPO1_S3_KEY" "key" "backup-access-key") }}
{{ include "ff.secretEnv" (dict "root" .root "name" "PGBACKREST_REPO1_S3_KEY_SECRET" "key" "backup-secret-key") }}
{{- end -}}

{{- define "ff.backupPort" -}}
{{- $endpoint := splitList ":" (trimPrefix "https://" .Values.backup.s3.endpoint) -}}
{{- ternary (last $endpoint) "443" (gt (len $endpoint) 1) -}}
{{- end -}}

{{/* A container with the scripts: (dict "root" $ "name" n "image" i "command" c "env" e) */}}
{{- define "ff.backupContainer" -}}
- name: {{ .name }}
  image: {{ .image }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command: {{ toJson .command }}
  {{- include "ff.containerSecurity" .root | nindent 2 }}
  env: {{ .env | nindent 4 }}
  resources: {{ toYaml .root.Values.backup.resources | nindent 4 }}
  volumeMounts:
    - {name: scripts, mountPath: /etc/focusforge/pgbackrest, readOnly: true}
    - {name: tmp, mountPath: /tmp}
    - {name: work, mountPath: /scratch}
    {{- include "ff.authoritiesMount" .root | nindent 4 }}
{{- end -}}

{{/* What stands around the containers: (dict "root" $ "part" p) */}}
{{- define "ff.backupPod" -}}
restartPolicy: Never
serviceAccountName: {{ include "ff.name" .root }}-migration
automountServiceAccountToken: false
enableServiceLinks: false
{{ include "ff.podSecurity" (dict "user" 999) }}
{{- include "ff.pullSecrets" .root | nindent 0 }}
{{- include "ff.placement" (dict "root" .root "own" .root.Values.backup) | nindent 0 }}
volumes:
  - {name: scripts, configMap: {name: {{ include "ff.name" .root }}-backup}}
  - {name: tmp, emptyDir: {}}
  # as large as the data
  - name: work
    ephemeral:
      volumeClaimTemplate:
        spec:
          accessModes: [ReadWriteOnce]
          {{- include "ff.storageClass" .root.Values.postgres.persistence | indent 10 }}
          resources: {requests: {storage: {{ .root.Values.backup.workSize }}}}
  {{- include "ff.authoritiesVolume" .root | nindent 2 }}
{{- end -}}

{{/* Where the leader is, for psql. */}}
{{- define "ff.superuserEnv" -}}
- {name: PGHOST, value: {{ include "ff.postgresHost" . }}}
- {name: PGPORT, value: {{ include "ff.postgresPort" . | quote }}}
- {name: PGUSER, value: {{ include "ff.superuser" . }}}
{{ include "ff.secretEnv" (dict "root" . "name" "PGPASSWORD" "key" "postgres-superuser") }}
{{- end -}}

{{- define "ff.documentsEnv" -}}
- {name: DUMP, value: /scratch/mongodb.archive.gz}
- {name: MONGODB_URL, value: {{ include "ff.mongoUrl" . | quote }}}
- {name: MONGODB_DATABASE, value: {{ .Values.mongodb.database }}}
{{- with include "ff.mongoUser" . }}
- {name: MONGODB_USERNAME, value: {{ . | quote }}}
- {name: MONGODB_AUTH_SOURCE, value: {{ ternary $.Values.mongodb.external.authSource "admin" (eq $.Values.mongodb.mode "external") }}}
{{ include "ff.secretEnv" (dict "root" $ "name" "MONGODB_PASSWORD" "key" "mongodb-password") }}
{{- end }}
{{- end -}}
