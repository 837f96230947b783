#!/usr/bin/env bash
# Builds one image for each service from what the Maven build has laid out. Called by ./suite images.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

base="" tag=0.1.0-SNAPSHOT aot=false only=""

usage() {
  cat <<'EOF'
Usage: ./suite images [--base IMAGE] [--tag TAG] [--aot] [SERVICE...]
Builds saga-suite/SERVICE:TAG for every service, or for those named.
  --base IMAGE   what they stand on: a Java 25 runtime on the PATH, and bash (default: see deploy/images/Dockerfile)
  --tag TAG      default 0.1.0-SNAPSHOT, as docker-compose.yml expects it
  --aot          boot each service once and keep the cache of loaded classes: larger image, faster start
EOF
}

fail() { echo "$1" >&2; exit 1; }

while (($#)); do
  case "$1" in
    --base) base=${2:?--base needs an image}; shift 2 ;;
    --tag) tag=${2:?--tag needs a tag}; shift 2 ;;
    --aot) aot=true; shift ;;
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
    *) only+=" $1"; shift ;;
  esac
done

command -v docker >/dev/null || fail "No docker found: install a container engine, or use ./suite up, which needs none."
docker info >/dev/null 2>&1 || fail "The container engine does not answer: start it (for example: systemctl start docker)."

# The server's programs for managed instances; they come along with the embedded PostgreSQL.
unpack_postgres() {
  local machine jar entry
  machine=$(docker version --format '{{.Server.Arch}}')
  case "$machine" in
    amd64) jar=linux-amd64 entry=postgres-linux-x86_64.txz ;;
    arm64) jar=linux-arm64v8 entry=postgres-linux-arm_64.txz ;;
    *) fail "There is no PostgreSQL for instances on $machine." ;;
  esac
  jar=$(echo "$PWD"/local-stack/target/lib/embedded-postgres-binaries-"$jar"-*.jar)
  [[ -e "$jar" ]] || fail "The PostgreSQL programs for $machine are not among the libraries: $jar"
  (cd "$1" && "$JAVA_HOME/bin/jar" xf "$jar" "$entry" && tar -xJf "$entry" && rm "$entry")
}

port_of() { sed -nE 's/^quarkus.http.port=\$\{HTTP_PORT:([0-9]+)\}/\1/p' "$1-service/src/main/resources/application.properties"; }

# Fresh folders each time, so that nothing of an earlier build stays in an image.
build_image() {
  local service=$1 context="target/images/$1" application="$1-service/target/quarkus-app"
  [[ -e "$application/quarkus-run.jar" ]] || fail "$service-service is not built: run ./suite images, which builds what is missing."
  rm -rf "$context"
  mkdir -p "$context/postgres"
  cp -a "$application" "$context/app"
  # A cache that was made for this machine's JVM is of no use in the image, which makes its own.
  rm -f "$context/app"/application.aot*
  mv "$context/app/lib" "$context/lib"
  cp -p deploy/images/{healthy,train,java.options} "$context/app/"
  [[ "$service" != provisioning ]] || unpack_postgres "$context/postgres"
  docker build --quiet ${base:+--build-arg "BASE=$base"} --build-arg "PORT=$(port_of "$service")" --build-arg "AOT=$aot" \
    --tag "saga-suite/$service:$tag" --file deploy/images/Dockerfile "$context" >/dev/null
  echo "saga-suite/$service:$tag  $(docker image inspect --format '{{.Size}}' "saga-suite/$service:$tag" | awk '{ printf "%d MB", $1 / 1e6 }')"
}

services=${only:-$(ls -d ./*-service | sed -E 's|^\./(.*)-service$|\1|')}
for service in $services; do
  [[ -d "$service-service" ]] || fail "There is no service $service."
done

for service in $services; do
  build_image "$service"
done
