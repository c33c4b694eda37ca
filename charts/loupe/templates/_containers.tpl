{{/* What web and actor are both told. */}}
{{- define "loupe.env" -}}
- { name: LOUPE_NAMESPACE, value: {{ .Values.cvat.namespace | quote }} }
{{- with .Values.cvat.release }}
- { name: LOUPE_RELEASE, value: {{ . | quote }} }
{{- end }}
- { name: LOUPE_NUCLIO_NAMESPACE, value: {{ include "loupe.nuclioNamespace" . | quote }} }
{{- with .Values.nuclio.project }}
- { name: LOUPE_NUCLIO_PROJECT, value: {{ . | quote }} }
{{- end }}
{{- with .Values.cvat.url }}
- { name: LOUPE_CVAT_URL, value: {{ . | quote }} }
{{- end }}
{{- with .Values.nuclio.url }}
- { name: LOUPE_NUCLIO_URL, value: {{ . | quote }} }
{{- end }}
{{- with .Values.cvat.tokenSecret.name }}
- name: LOUPE_CVAT_TOKEN
  valueFrom:
    secretKeyRef: { name: {{ . }}, key: {{ $.Values.cvat.tokenSecret.key }} }
{{- end }}
{{- with .Values.kvrocks.passwordSecret.name }}
- name: LOUPE_KVROCKS_PASSWORD
  valueFrom:
    secretKeyRef: { name: {{ . }}, key: {{ $.Values.kvrocks.passwordSecret.key }} }
{{- end }}
{{- with .Values.secret.existingSecret }}
- name: LOUPE_SECRET
  valueFrom:
    secretKeyRef: { name: {{ . }}, key: {{ $.Values.secret.key }} }
{{- end }}
- { name: LOUPE_REMEDIATIONS, value: {{ include "loupe.remediations" . | fromJsonArray | join "," | default "none" | quote }} }
{{- if eq (include "loupe.actorMode" .) "separate" }}
- { name: LOUPE_ACTOR, value: separate }
- { name: LOUPE_ACTOR_SOCKET, value: /run/loupe/actor.sock }
{{- end }}
- { name: LOUPE_ORIGIN, value: {{ include "loupe.origins" . | quote }} }
- { name: LOUPE_DATA_DIR, value: /data }
- { name: LOUPE_LOG_LEVEL, value: {{ .Values.logLevel }} }
- { name: LOUPE_GRACE_SECONDS, value: {{ sub (int .Values.terminationGracePeriodSeconds) 5 | quote }} }
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "loupe.mounts" -}}
- { name: data, mountPath: /data }
- { name: tmp, mountPath: /tmp }
{{- if eq (include "loupe.actorMode" .) "separate" }}
- { name: run, mountPath: /run/loupe }
{{- end }}
{{- end -}}

{{/* The pod's own account, for an hour at most, where client libraries look for it. */}}
{{- define "loupe.projectedToken" -}}
projected:
  defaultMode: 0440
  sources:
    - serviceAccountToken: { path: token, expirationSeconds: 3607 }
    - configMap:
        name: kube-root-ca.crt
        items: [{ key: ca.crt, path: ca.crt }]
    - downwardAPI:
        items: [{ path: namespace, fieldRef: { fieldPath: metadata.namespace } }]
{{- end -}}
