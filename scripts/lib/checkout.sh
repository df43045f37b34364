# Where we are, how we speak, and the child we must not leave behind.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
LOCAL=$ROOT/.local
VERB=$(basename "$0")
CHILD=

# Standard output belongs to results (`Ready:`, `--json`), so progress goes to standard error.
say() { printf '%s\n' "$*" >&2; }

# One sentence on what is wrong and, where there is one, the command that helps.
die() {
  say "scripts/$VERB: $1${2:+ Run: $2}"
  exit 1
}

random_hex() { od -An -v -tx1 -N"$1" /dev/urandom | tr -d ' \n'; }

# As a word that a person can paste back into a shell.
quoted() { printf '%q' "$1"; }

prepare_local() {
  mkdir -p "$LOCAL" 2>/dev/null || true
  [ -d "$LOCAL" ] && [ -w "$LOCAL" ] && return
  die "$LOCAL cannot be written by $(id -un), perhaps because another user ran this checkout before." \
    "sudo chown -R $(id -un): $(quoted "$ROOT")"
}

# A half-written database is worse than none started.
require_disk() {
  local folder=$1 free
  free=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge 512000 ] || disk_full "$folder"
}

disk_full() {
  die "The disk that holds $1 is full or has less than 500 MB free; free some space on it." "df -h $(quoted "$1")"
}

# Whether the text on standard input, a program's last words, tells of that.
speaks_of_full_disk() { grep -qi 'no space left on device\|check free disk space\|not enough space on the disk'; }

# In the background and waited for: bash runs a trap only between foreground commands, and TERM must not wait for one.
run_child() {
  local code=0
  "$@" <&0 &
  CHILD=$!
  wait "$CHILD" || code=$?
  CHILD=
  return "$code"
}

stop_child() {
  [ -n "$CHILD" ] || return 0
  kill -TERM "$CHILD" 2>/dev/null || true
  local tenth
  for ((tenth = 0; tenth < 300; tenth++)); do
    kill -0 "$CHILD" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$CHILD" 2>/dev/null || true
  wait "$CHILD" 2>/dev/null || true
  CHILD=
}

# Runs the named function at the end, however the end comes, and once.
at_end() {
  trap "trap '' INT TERM HUP; trap - EXIT; $1" EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null; }
