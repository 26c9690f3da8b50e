#!/bin/sh
# The pages in a real Chromium, which is installed where there is none and apt-get is.
set -eu
cd "$(dirname "$0")/../.."

has_browser() {
  [ -n "${CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome
}

if ! has_browser >/dev/null; then
  as_root=$([ "$(id -u)" = 0 ] || echo sudo)
  $as_root apt-get update -qq
  $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
fi
npm run --silent test:browser
