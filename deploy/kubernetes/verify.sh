#!/usr/bin/env bash
# Builds every overlay with kustomize and holds each resource against the whole schema of its kind, as published on npm.
# Needs kubectl and Node.js 20; ./suite test checks the same manifests without either, against the parts of the schemas in use.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
readonly WORK=$PWD/../../target/kubernetes

mkdir -p "$WORK"
cp validate.mjs "$WORK/"
cd "$WORK"
[[ -e package.json ]] || npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts js-yaml@4.1.0 kubernetes-models@4.5.1 @kubernetes-models/keda@2.0.0 \
  @kubernetes-models/cloudnative-pg@2.0.0 @kubernetes-models/strimzi-kafka-operator@1.0.1 >/dev/null
for overlay in base overlays/dev overlays/production; do
  kubectl kustomize "$OLDPWD/$overlay" >"$WORK/rendered.yaml"
  node validate.mjs "$overlay" "$WORK/rendered.yaml"
done
