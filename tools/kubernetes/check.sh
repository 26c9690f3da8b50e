#!/bin/sh
# Holds deploy/kubernetes against Kubernetes' own schemas, strictly: a field that does not exist is an error. The schemas come
# with a Python package, pinned and installed here; no cluster is needed. Where kubectl is, what it builds of the base is held against
# them, too.
set -eu
cd "$(dirname "$0")/../.."

# The oldest version that is still maintained and the newest that the schemas know.
versions='1.35 1.37'

pin=$(sha256sum tools/kubernetes/requirements.txt | cut -c1-12)
home=.data/kubernetes-validate-$pin
if [ ! -d "$home" ]; then
  incoming=$home.$$
  trap 'rm -rf "$incoming"' EXIT
  if ! python3 -m pip --version >/dev/null 2>&1; then
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends python3-pip
  fi
  python3 -m pip install --quiet --no-input --disable-pip-version-check --root-user-action=ignore --target "$incoming" \
    --requirement tools/kubernetes/requirements.txt
  mv "$incoming" "$home"
fi

# Told to be quiet it says only what is wrong; of a kind that it does not know it merely warns, and ends well.
holds() {
  for version in $versions; do
    wrong=$(PYTHONPATH=$home python3 -m kubernetes_validate --strict --quiet --kubernetes-version "$version" "$@" 2>&1) || true
    if [ -n "$wrong" ]; then
      echo "$wrong" >&2
      exit 1
    fi
  done
}

# Kustomize's own file is no object of a cluster.
holds $(find deploy/kubernetes -name '*.yaml' ! -name kustomization.yaml | sort)
built='not built: there is no kubectl'
if command -v kubectl >/dev/null; then
  whole=$(mktemp)
  trap 'rm -f "$whole"' EXIT
  kubectl kustomize deploy/kubernetes/base >"$whole"
  holds "$whole"
  built='also as it is built'
fi
echo "deploy/kubernetes is valid for Kubernetes $(echo $versions | sed 's/ / and /') ($built)"
