#!/bin/bash
# Tests tools/install_packages against a dpkg-query, apt-get and sudo that only pretend.
set -euo pipefail
tool="$PWD/tools/install_packages"
work="${TEST_TMPDIR:-$(mktemp -d)}"
mkdir -p "$work/bin"
export STANDPOINT_PACKAGES="$work/packages.txt"
printf '# comment\nbuild alpha why\nbuild beta why\nlint gamma why\n' > "$STANDPOINT_PACKAGES"

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

pretend() {
  printf '#!/bin/bash\n%s\n' "$2" > "$work/bin/$1"
  chmod +x "$work/bin/$1"
}

# Prints the state of those packages that stand in $work/installed, and fails as the real one does for unknown ones.
# shellcheck disable=SC2016  # expanded by the pretended program
pretend dpkg-query 'for p in "${@:3}"; do if grep -qx "$p" '"$work"'/installed; then echo "installed $p"; else bad=1; fi; done; exit "${bad:-0}"'
# shellcheck disable=SC2016
pretend apt-get 'echo "apt-get $*" >> '"$work"'/log; [[ ! -e '"$work"'/broken ]]'
pretend sudo 'exit 1'
# What decides is the user id; the test runs as anybody.
run() {
  status=0
  : > "$work/log"
  PATH="$work/bin:$PATH" bash -c "$(sed "s/\${EUID:-\$(id -u)}/$1/" "$tool")" "$tool" "${@:2}" > "$work/out" 2>&1 < /dev/null || status=$?
}

[[ $("$tool" --list build lint) == $'alpha\nbeta\ngamma' ]] || fail "--list gives the packages of the groups"

printf 'alpha\nbeta\n' > "$work/installed"
run 0 build
[[ $status == 0 && ! -s $work/log && ! -s $work/out ]] || fail "nothing to do does nothing"

run 0 build lint
[[ $status == 0 ]] || fail "root installs"
grep -q 'apt-get install .*--yes.* gamma$' "$work/log" || fail "installs what is missing and nothing else"

run 1000
[[ $status == 2 ]] || fail "a plain user without sudo ends with 2"
grep -q 'apt-get install --no-install-recommends gamma$' "$work/out" || fail "says the line to run"
[[ ! -s $work/log ]] || fail "a plain user does not try apt-get"

touch "$work/broken"
run 0
[[ $status == 2 ]] || fail "a failing apt-get ends with 2"
grep -q 'apt-get update' "$work/log" || fail "tries again with fresh lists"
rm "$work/broken"

run 0 nonsense
[[ $status == 64 ]] || fail "an unknown group is refused"
echo "passed"
