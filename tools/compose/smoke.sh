#!/bin/sh
# With a Docker engine: builds and starts the whole stack, orders something, and takes everything down again, data too
# (a project of its own, so nobody else's).
set -eu
cd "$(dirname "$0")/../.."
compose='docker compose --project-name order-processing-smoke'

end() {
  status=$?
  [ "$status" = 0 ] || { $compose ps --all; $compose logs --tail 50; } || true
  $compose down --volumes --timeout 20
  exit "$status"
}
trap end EXIT
trap 'exit 130' INT TERM

$compose up --build --detach
# As docker-compose.yml tells its users to; only in the containers it may be read.
ADMIN_PASSWORD=$($compose exec -T api cat /secrets/admin-password)
export ADMIN_PASSWORD
[ -n "$ADMIN_PASSWORD" ]
# shellcheck disable=SC2046 # one id a word
if docker inspect $($compose ps --all --quiet) | grep -F "$ADMIN_PASSWORD"; then
  echo "docker inspect shows the administrator's password." >&2
  exit 1
fi
node tools/compose/smoke.mjs
# The emulator forgets its queues when it stops: orders placed after that must end all the same.
$compose restart queue
node tools/compose/smoke.mjs
