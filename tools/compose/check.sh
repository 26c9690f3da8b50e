#!/bin/sh
# Holds docker-compose.yml against Compose itself. Needs no Docker engine; apt installs Compose where there is none.
set -eu
cd "$(dirname "$0")/../.."

if docker compose version >/dev/null 2>&1; then
  compose='docker compose'
else
  compose='docker-compose'
  if ! command -v docker-compose >/dev/null; then
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends docker-compose
  fi
fi

$compose config -q
JWT_SECRET=from-the-environment $compose config | grep 'JWT_SECRET: from-the-environment' >/dev/null
# What Compose tells the engine, `docker inspect` shows to everybody: by default no secret may be in it.
nothing=$(mktemp)
trap 'rm -f "$nothing"' EXIT
secrets=$(env -u JWT_SECRET -u ADMIN_PASSWORD $compose --env-file "$nothing" config | grep -E '^ +(JWT_SECRET|ADMIN_PASSWORD):')
if echo "$secrets" | grep -vE ": (''|\"\")$"; then
  echo 'These secrets have a default, and so are known.' >&2
  exit 1
fi
echo "docker-compose.yml is valid: $compose $($compose version --short)"
