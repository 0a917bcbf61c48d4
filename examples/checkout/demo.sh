#!/usr/bin/env bash
# Shows Startguard's main job on a real Spring Boot service: refused in a broken environment, then started in a good
# one, asked over HTTP, warned of mistakes that it makes while it runs, and of those that only its stop shows. Builds what is missing. Needs a
# JDK 17 or later, Maven, and bash; writes only below the modules' target folders.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
agent=$root/agent/target/startguard-agent.jar
work=$here/target/demo
port=${DEMO_PORT:-18080}

if [ ! -f "$agent" ] || [ ! -f "$here/target/checkout.jar.sha256" ]; then
  echo "Building the agent and the example (once) …"
  (cd "$root" && mvn -q -B -DskipTests package -pl agent,examples/checkout -am)
fi
rm -rf "$work" && mkdir -p "$work/receipts" && chmod 700 "$work"
# Deployed as in the Dockerfile: the jar, its digest and the manifest side by side.
mkdir "$work/app"
cp "$here/target/checkout.jar" "$here/target/checkout.jar.sha256" "$here/startguard.yaml" "$work/app"
cd "$work/app"

# Becomes java with a clean environment: the given variables, and what a shell needs. Call it in a subshell.
guarded() {
  exec env -i PATH="$PATH" HOME="$HOME" LANG=C.UTF-8 "$@" \
    java -javaagent:"$agent" -Dapp.region=eu -jar checkout.jar
}

# A machine somewhere else: in one of these zones it is always another day than in Berlin.
case $(date -u +%H) in
  1[1-9] | 2[0-2]) elsewhere=Pacific/Auckland ;;
  *) elsewhere=Pacific/Pago_Pago ;;
esac

# random text of $1 bytes, base64
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }

# GET, or POST with a JSON body: ask PATH [BODY]; prints the answer's last line
ask() {
  local method=GET body=${2:-} line
  [ -n "$body" ] && method=POST
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf '%s %s HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
    "$method" "$1" "${#body}" "$body" >&3
  while IFS= read -r line || [ -n "$line" ]; do last=$line; done <&3
  exec 3>&-
  printf '%s\n' "$last"
}

printf '%s\n' "$(random 24)" > "$work/db-password"          # the shell's echo leaves a line feed: a broken secret
printf '%s' "$(random 24)" > "$work/db-password.good"
printf '%s' "$(random 32)" > "$work/signing-key"
printf '%s' "$(random 24)" > "$work/payment-token"
chmod 600 "$work"/db-password* "$work/signing-key" "$work/payment-token"

echo
echo "== 1. A broken environment: misspelt, mistyped, a line feed in a secret, a retired flag"
set +e
(guarded APP_ENV=prod PUBLIC_URL=http://checkout.example CURRENCY=EUR TAX_PERCENT=19 \
  DB_HSOT=db.internal HTTP_PORT=tcp://10.0.48.109:9106 DATABASE_URL=jdbc:postgresql://db.internal/checkout \
  INVENTORY_URL=http://inventory.internal PAYMENT_HOSTS=pay1.internal,pay2.internal RECEIPT_DIR="$work/receipts" \
  DB_PASSWORD_FILE="$work/db-password" SIGNING_KEY_FILE="$work/signing-key" PAYMENT_TOKEN=changeme POWER_PEG=true)
code=$?
set -e
echo "exit code: $code"
[ "$code" = 78 ] || { echo "expected the start to be refused with 78" >&2; exit 1; }

echo
echo "== 2. The same service in a good environment; here no database listens, which is a warning"
guarded APP_ENV=prod TZ="$elsewhere" PUBLIC_URL=https://checkout.example CURRENCY=EUR TAX_PERCENT=19 \
  DB_HOST=localhost DB_PORT=1 HTTP_PORT="$port" DATABASE_URL=jdbc:postgresql://db.internal/checkout \
  INVENTORY_URL=http://inventory.internal PAYMENT_HOSTS=pay1.internal,pay2.internal RECEIPT_DIR="$work/receipts" \
  DB_PASSWORD_FILE="$work/db-password.good" SIGNING_KEY_FILE="$work/signing-key" \
  PAYMENT_TOKEN_FILE="$work/payment-token" LOG_LEVEL=WARN STARTGUARD_REPORT="$work/findings.jsonl" &
service=$!
trap 'kill "$service" 2>/dev/null || :' EXIT
for _ in $(seq 300); do
  if [ "$(ask /health 2>/dev/null || :)" = ok ]; then break; fi
  kill -0 "$service" 2>/dev/null || { echo "the service did not start" >&2; exit 1; }
  sleep 0.1
done

echo
echo "== 3. A request"
echo "POST /price"
ask /price '{"lines":[{"article":"tea","quantity":3,"price":4.20}]}'

echo
echo "== 4. A request to its billing part, which has three mistakes on purpose: they are reported as they happen"
echo "GET /billing"
ask /billing

echo
echo "== 5. Its background part: first done well, of which nothing is said"
echo "GET /background/healthy"
ask /background/healthy

echo
echo "== 6. The same with three mistakes on purpose: a refresh that dies, a page that waits for the thread that waits for it,"
echo "   and a receipt that is to be mailed when the service stops"
echo "GET /background"
ask /background
for _ in $(seq 300); do
  if grep -q wait-cycle "$work/findings.jsonl"; then break; fi
  kill -0 "$service" 2>/dev/null || { echo "the service ended" >&2; exit 1; }
  sleep 0.1
done

echo
echo "== 7. Stopped"
kill "$service"
wait "$service" 2>/dev/null || :
trap - EXIT
