#!/usr/bin/env bash
# Creates the topics of topics.txt that a broker does not have yet; takes its address.
set -euo pipefail
readonly BROKER=${1:?the address of a broker}
readonly TOOL=/opt/kafka/bin/kafka-topics.sh
here=$(dirname "${BASH_SOURCE[0]}")

present=$("$TOOL" --bootstrap-server "$BROKER" --list)
while read -r topic; do
  grep -qxF "$topic" <<<"$present" || echo "$topic"
done <"$here/topics.txt" |
  xargs -r -P 4 -I TOPIC "$TOOL" --bootstrap-server "$BROKER" --create --if-not-exists --topic TOPIC --partitions 6 --replication-factor 1
