{{/* Who may do what comes from files/rights.yaml, which is generated from the code that uses it. */}}
{{- define "loupe.rights" -}}
{{ .Files.Get "files/rights.yaml" }}
{{- end -}}

{{- define "loupe.nuclioNamespace" -}}
{{- default .Values.cvat.namespace .Values.nuclio.namespace -}}
{{- end -}}

{{/* The remediations that are on, as a JSON list. */}}
{{- define "loupe.remediations" -}}
{{- $known := (include "loupe.rights" . | fromYaml).act -}}
{{- $on := list -}}
{{- range $id, $is := .Values.remediations -}}
{{- if not (hasKey $known $id) }}{{ fail (printf "remediations.%s: there is no such remediation; there are: %s" $id (keys $known | sortAlpha | join ", ")) }}{{ end -}}
{{- if $is }}{{ $on = append $on $id }}{{ end -}}
{{- end -}}
{{- $on | sortAlpha | toJson -}}
{{- end -}}

{{/* separate, in-process, or none where nothing may be changed. */}}
{{- define "loupe.actorMode" -}}
{{- if include "loupe.remediations" . | fromJsonArray }}{{ .Values.actor.mode }}{{ else }}none{{ end -}}
{{- end -}}

{{- define "loupe.readerAccount" -}}
{{ include "loupe.fullname" . }}-reader
{{- end -}}

{{- define "loupe.actorAccount" -}}
{{ include "loupe.fullname" . }}-actor
{{- end -}}

{{/* The accounts that exist, as a JSON list. In one process the one that changes reads too. */}}
{{- define "loupe.accounts" -}}
{{- $mode := include "loupe.actorMode" . -}}
{{- $accounts := list -}}
{{- if ne $mode "in-process" }}{{ $accounts = append $accounts (include "loupe.readerAccount" .) }}{{ end -}}
{{- if ne $mode "none" }}{{ $accounts = append $accounts (include "loupe.actorAccount" .) }}{{ end -}}
{{- $accounts | toJson -}}
{{- end -}}

{{/* Whether an optional right is granted: "true" or nothing. */}}
{{- define "loupe.hasOption" -}}
{{- $value := get .ctx.Values.rights .option | toString -}}
{{- if eq $value "auto" }}{{ if .ctx.Capabilities.APIVersions.Has "longhorn.io/v1beta2" }}true{{ end }}{{ else if eq $value "true" }}true{{ end -}}
{{- end -}}

{{/* Namespace to the places it stands for, as JSON: two where CVAT and its models share one. */}}
{{- define "loupe.placesByNamespace" -}}
{{- $cvat := .Values.cvat.namespace -}}
{{- $models := include "loupe.nuclioNamespace" . -}}
{{- $map := dict $cvat (list "release") -}}
{{- if eq $cvat $models }}{{ $map = dict $cvat (list "release" "models") }}{{ else }}{{ $map = set $map $models (list "models") }}{{ end -}}
{{- $map | toJson -}}
{{- end -}}

{{/* Reading rules of some places, as YAML rules; empty where there is none: those everybody who reads holds, or those that are the actor's where there is one. Takes ctx, places, heldBy. */}}
{{- define "loupe.readRules" -}}
{{- $ctx := .ctx -}}
{{- $places := .places -}}
{{- $heldBy := default "" .heldBy -}}
{{- $rights := list -}}
{{- range (include "loupe.rights" $ctx | fromYaml).read -}}
{{- $right := . -}}
{{- $here := false -}}
{{- range $place := $places }}{{ if has $place $right.places }}{{ $here = true }}{{ end }}{{ end -}}
{{- $granted := eq $heldBy (default "" $right.heldBy) -}}
{{- if and $granted (hasKey $right "option") }}{{ $granted = include "loupe.hasOption" (dict "ctx" $ctx "option" $right.option) }}{{ end -}}
{{- if and $here $granted }}{{ $rights = append $rights $right }}{{ end -}}
{{- end -}}
{{- include "loupe.rules" $rights -}}
{{- end -}}

{{/* Rules of the remediations that are on and act in one of some places. Takes ctx, places. */}}
{{- define "loupe.actRules" -}}
{{- $all := (include "loupe.rights" .ctx | fromYaml).act -}}
{{- $places := .places -}}
{{- $rights := list -}}
{{- range $id := include "loupe.remediations" .ctx | fromJsonArray -}}
{{- $of := get $all $id -}}
{{- range $place := $places }}{{ if has $place $of.places }}{{ $rights = concat $rights $of.rules }}{{ end }}{{ end -}}
{{- end -}}
{{- include "loupe.rules" $rights -}}
{{- end -}}

{{/* A list of rights as RBAC rules: one verb list per resource, resources with the same verbs together. */}}
{{- define "loupe.rules" -}}
{{- $verbs := dict -}}
{{- range . -}}
{{- $key := printf "%s|%s" .apiGroup .resource -}}
{{- $_ := set $verbs $key (concat (default list (get $verbs $key)) .verbs | uniq | sortAlpha) -}}
{{- end -}}
{{- $resources := dict -}}
{{- range $key := keys $verbs | sortAlpha -}}
{{- $parts := splitList "|" $key -}}
{{- $same := printf "%s|%s" (index $parts 0) (join "," (get $verbs $key)) -}}
{{- $_ := set $resources $same (append (default list (get $resources $same)) (index $parts 1)) -}}
{{- end -}}
{{- range $same := keys $resources | sortAlpha -}}
{{- $parts := splitList "|" $same }}
- apiGroups: [{{ index $parts 0 | quote }}]
  resources: [{{ get $resources $same | join ", " }}]
  verbs: [{{ index $parts 1 | replace "," ", " }}]
{{- end -}}
{{- end -}}

{{/* A role in a namespace, held by accounts. Takes ctx, name, namespace, rules (as YAML), accounts. */}}
{{- define "loupe.grant" -}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels: {{- include "loupe.labels" .ctx | nindent 4 }}
rules:
{{- .rules | nindent 2 }}
---
{{ include "loupe.binding" (dict "ctx" .ctx "kind" "Role" "name" .name "namespace" .namespace "accounts" .accounts) }}
{{- end -}}

{{/* Binds a role to accounts. Takes ctx, kind (Role or ClusterRole), name, namespace, accounts. */}}
{{- define "loupe.binding" -}}
{{- $ctx := .ctx -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .kind }}Binding
metadata:
  name: {{ .name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels: {{- include "loupe.labels" $ctx | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ .kind }}
  name: {{ .name }}
subjects:
{{- range .accounts }}
  - kind: ServiceAccount
    name: {{ . }}
    namespace: {{ $ctx.Release.Namespace }}
{{- end }}
{{- end -}}
