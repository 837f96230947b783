#!/usr/bin/env bash
# Brings docker-compose.yml up with nothing but what Debian and Maven have, no image registry, and runs the flow tests and those of
# the dashboards against it.
# Kafka, PostgreSQL and Prometheus are the real servers in images made here, with the interface of the public ones; Jaeger and
# Grafana are left out. Needs root, a running container engine, compose 2, debootstrap and a JDK 25 in JAVA_HOME.
# --keep leaves the stack running; --images-only ends before it starts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly WORK=$PWD/target/verify
readonly STARTED="orchestrator prometheus"
readonly PATIENCE_SECONDS=600
export ORCHESTRATOR_PORT=18080 INVENTORY_PORT=18081 PAYMENT_PORT=18082 SHIPPING_PORT=18083 PROVISIONING_PORT=18084
export HTTP_SERVICE_PORT=18085 KAFKA_PORT=29092 PROMETHEUS_PORT=19090 SUITE_TRACES_EXPORTER=none

fail() { echo "$1" >&2; exit 1; }

[[ -x "${JAVA_HOME:-}/bin/javac" ]] || fail "JAVA_HOME names no JDK."
command -v debootstrap >/dev/null || fail "No debootstrap found: apt-get install debootstrap."
docker info >/dev/null 2>&1 || fail "The container engine does not answer."
if docker compose version >/dev/null 2>&1; then compose=(docker compose); else compose=(docker-compose); fi
compose+=(--project-name saga-suite-verify --file docker-compose.yml --file deploy/compose/verify.override.yml)

# Debian with a JDK: what the services, and here the servers too, stand on.
base_image() {
  docker image inspect saga-suite-verify/base >/dev/null 2>&1 && return
  if [[ ! -e "$WORK/debian/usr/bin/prometheus" ]]; then
    rm -rf "$WORK/debian"
    mkdir -p "$WORK"
    debootstrap --variant=minbase --include=postgresql-client-15,prometheus bookworm "$WORK/debian"
  fi
  mkdir -p "$WORK/debian/opt/java"
  tar -C "$JAVA_HOME" --exclude=./jmods --exclude=./lib/src.zip -c . | tar -C "$WORK/debian/opt/java" -x
  rm -rf "$WORK"/debian/var/cache/apt/archives/*.deb "$WORK"/debian/var/lib/apt/lists/*
  tar -C "$WORK/debian" -c . |
    docker import --change 'ENV PATH=/opt/java/bin:/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8' - saga-suite-verify/base >/dev/null
}

kafka_image() {
  local context=$WORK/kafka version
  version=$(basename "$(ls local-stack/target/lib/kafka-clients-*.jar)" .jar)
  rm -rf "$context"
  mkdir -p "$context/libs"
  cp local-stack/target/lib/*.jar "$context/libs/"
  rm -f "$context"/libs/embedded-postgres-* "$context"/libs/logback-*
  # The command that makes topics is in a library of its own.
  mvn -q --non-recursive dependency:copy -Dartifact="org.apache.kafka:kafka-tools:${version#kafka-clients-}" \
    -DoutputDirectory="$context/libs" </dev/null
  cp -p deploy/compose/stand-ins/kafka deploy/compose/stand-ins/kafka-topics.sh "$context/"
  docker build --quiet --build-arg BASE=saga-suite-verify/base --tag saga-suite-verify/kafka \
    --file deploy/compose/stand-ins/kafka.Dockerfile "$context" >/dev/null
}

postgres_image() {
  local context=$WORK/postgres
  rm -rf "$context"
  mkdir -p "$context"
  cp -a target/images/provisioning/postgres "$context/postgres"
  cp -p deploy/compose/stand-ins/postgres "$context/entrypoint"
  docker build --quiet --build-arg BASE=saga-suite-verify/base --tag saga-suite-verify/postgres \
    --file deploy/compose/stand-ins/postgres.Dockerfile "$context" >/dev/null
}

prometheus_image() {
  docker build --quiet --build-arg BASE=saga-suite-verify/base --tag saga-suite-verify/prometheus \
    - <deploy/compose/stand-ins/prometheus.Dockerfile >/dev/null
}

stop() {
  "${compose[@]}" logs --no-color >"$WORK/compose.log" 2>&1 || true
  "${compose[@]}" down --volumes --timeout 20 || true
}

base_image
./suite images --base saga-suite-verify/base
kafka_image
postgres_image
prometheus_image
[[ "${1:-}" != --images-only ]] || exit 0

deploy/compose/make-env.sh
[[ "${1:-}" == --keep ]] || trap stop EXIT
echo "starting; logs of all containers will be in $WORK/compose.log"
timeout "$PATIENCE_SECONDS" "${compose[@]}" up --detach --no-build $STARTED
for ((second = 0; second < PATIENCE_SECONDS; second += 2)); do
  "${compose[@]}" ps --format '{{.Service}} {{.Health}}' | grep -q '^orchestrator healthy' && break
  sleep 2
done
"${compose[@]}" ps
mvn -q -Dquick -pl system-tests -am -Dtest='io.sagasuite.systemtests.flow.*ST,io.sagasuite.systemtests.observability.*ST' \
  -Dsurefire.failIfNoSpecifiedTests=false -Dsuite.running.portOffset=10000 test
