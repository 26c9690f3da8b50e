#!/bin/sh
# Holds deploy/prometheus against Prometheus itself: its configuration, the rules, and what fires when. Where there is no
# promtool it is taken out of Debian's package, which is not installed: that would start a server.
set -eu
cd "$(dirname "$0")/../.."

promtool=promtool
if ! command -v promtool >/dev/null; then
  unpacked=$(mktemp -d)
  trap 'rm -rf "$unpacked"' EXIT
  if [ "$(id -u)" = 0 ]; then apt-get update -qq; else sudo apt-get update -qq; fi
  (cd "$unpacked" && apt-get download -qq prometheus && dpkg -x prometheus_*.deb .)
  promtool=$unpacked/usr/bin/promtool
fi

cd deploy/prometheus
"$promtool" check config prometheus.yml
"$promtool" test rules alerts.test.yml
