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
echo "docker-compose.yml is valid: $compose $($compose version --short)"
