#!/bin/sh
# What operators look at, in a real Chromium and a real Prometheus. Both are installed where they are missing and apt-get is not.
set -eu
cd "$(dirname "$0")/../.."

missing=
[ -n "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null || missing='chromium fonts-dejavu-core'
command -v prometheus >/dev/null || missing="$missing prometheus"

if [ -n "$missing" ]; then
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
npm run --silent test:operators
