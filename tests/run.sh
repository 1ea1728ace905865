#!/usr/bin/env bash
# All tests with one command, on a machine with the .NET SDK and Node. Closes with "N passed, N failed, N skipped".
#   tests/run.sh            everything
#   tests/run.sh Tests      one project: Tests, SystemTests or BrowserTests
set -u
cd "$(dirname "$0")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
projects=("$@")
[ ${#projects[@]} -gt 0 ] || projects=(Tests SystemTests BrowserTests)

# What the tests need from Debian: program, package, what stays untested without it.
needs='prosody prosody meetings_on_real_XMPP_servers
chromium chromium pages_and_meetings_in_Chromium
chromium-headless-shell chromium-headless-shell nothing,_only_slower
firefox-esr firefox-esr pages_and_meetings_in_Firefox
WebKitWebDriver webkit2gtk-driver pages_in_WebKit
Xvfb xvfb pages_in_WebKit
nginx nginx-light nginx_before_the_gateway_and_before_a_shard
turnserver coturn the_device_test_through_a_real_TURN_server
haproxy haproxy HAProxy_before_the_gateway
setpriv util-linux the_program_without_rights
systemd-analyze systemd the_systemd_unit
/usr/bin/python3:jinja2 python3-jinja2 the_Salt_state
/usr/bin/python3:yaml python3-yaml the_Salt_state_and_the_compose_file
/usr/share/uap-core/regexes.yaml uap-core the_conformance_of_the_reader_of_User-Agents'

# A module of Debian's own Python is written PYTHON:MODULE; a path with a dot in its name is a file to be there.
has() {
  case $1 in
    *.*) [ -e "$1" ] ;;
    *:*) "${1%%:*}" -c "import ${1#*:}" 2>/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

missing=()
while read -r program package untested; do
  has "$program" || missing+=("$package")
done <<<"$needs"

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} from Debian's packages"
    # Installing a server would start one that nobody asked for.
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d.gateway && chmod +x /usr/sbin/policy-rc.d.gateway
    [ -e /usr/sbin/policy-rc.d ] || cp /usr/sbin/policy-rc.d.gateway /usr/sbin/policy-rc.d
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null ||
      echo "That did not work; the tests that need them are skipped."
    cmp -s /usr/sbin/policy-rc.d /usr/sbin/policy-rc.d.gateway && rm -f /usr/sbin/policy-rc.d
    rm -f /usr/sbin/policy-rc.d.gateway
  else
    while read -r program package untested; do
      has "$program" || echo "Missing: $program (Debian's package $package). Skipped without it: ${untested//_/ }"
    done <<<"$needs"
  fi
fi

if command -v npm >/dev/null; then
  npm ci --silent --no-audit --no-fund --prefix tests/SystemTests/clients || echo "The XMPP clients, the OpenID provider and the reader of the OpenAPI document did not install; the tests that need them are skipped."
  npm ci --silent --no-audit --no-fund --ignore-scripts --prefix tests/BrowserTests/tools || echo "Lighthouse did not install; the tests that need it are skipped."
else
  echo "Missing: npm. Skipped without it: meetings on real XMPP servers, sign-in by an OpenID provider, the OpenAPI document, the oracle of room names, Lighthouse"
fi

failed_run() {
  echo "$1"
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}
dotnet restore --locked-mode || failed_run "The packages did not restore."
dotnet build --no-restore -warnaserror || failed_run "The build failed."

passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in "${projects[@]}"; do
  echo "== $project"
  # A test that hangs is named after five minutes and ends the run of its project, which then has failed.
  timeout -k 10 25m dotnet run --no-build --project "tests/$project" -- \
    --progress off --no-ansi --long-running 300 --xunit-diagnostics on 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  count() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1; }
  p=$(count succeeded) f=$(count failed) s=$(count skipped)
  # A run that ended without a summary, or badly without a failed test, has failed itself.
  if [ -z "$p" ] || { [ "$code" -ne 0 ] && [ "${f:-0}" -eq 0 ]; }; then
    f=$((${f:-0} + 1))
  fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
