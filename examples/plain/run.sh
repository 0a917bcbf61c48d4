#!/usr/bin/env bash
# Greets with the variables of this shell: GREETING_NAME=Ada examples/plain/run.sh
# Without GREETING_NAME the start is refused.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ ! -f "$root/agent/target/startguard-agent.jar" ] || [ ! -f "$here/target/plain.jar" ]; then
  (cd "$root" && mvn -q -B -DskipTests package -pl agent,examples/plain -am)
fi
cd "$here"
exec java -javaagent:"$root/agent/target/startguard-agent.jar" -jar target/plain.jar
