# The published build: component assets are served from it only, and a second start must not wait for a compiler.

PUBLISHED=$LOCAL/publish

# Everything that goes into the build, by name, size and time; what a build itself writes is left out.
source_stamp() {
  cd "$ROOT"
  git rev-parse HEAD 2>/dev/null || true
  dotnet --version
  find src db build global.json Directory.*.props \( -name bin -o -name obj -o -name _framework \) -prune -o \
    -type f ! -name packages.lock.json -printf '%p %s %T@\n' | LC_ALL=C sort
}

# What was committed was analyzed before it landed: a fresh clone need not do it again, which takes half of its build.
UNANALYZED=()
is_untouched() {
  [ ! -e "$ROOT/src/Post.Kernel/obj" ] && [ -z "$(git -C "$ROOT" status --porcelain 2>&1)" ]
}

# With "beside": back as soon as the program that loads the data is there; await_programs waits for the others.
publish_programs() {
  local stamp
  prepare_local
  mkdir -p "$PUBLISHED"
  exec 9>>"$LOCAL/publish.lock"
  flock 9
  stamp=$(source_stamp | sha256sum)
  if [ "$(cat "$PUBLISHED/stamp" 2>/dev/null)" != "$stamp" ]; then
    require_disk "$PUBLISHED"
    say "Building the programs (some minutes the first time, seconds later)"
    rm -f "$PUBLISHED/stamp"
    ! is_untouched || UNANALYZED=(-p:RunAnalyzers=false)
    publish_program Post.Cli cli
    if [ "${1:-}" = beside ]; then
      (
        trap 'stop_child; exit 143' TERM
        finish_programs "$stamp"
      ) &
      FINISHING=$!
    else
      finish_programs "$stamp"
    fi
  fi
  exec 9>&-
}

FINISHING=

# Holds the lock until it is done, also where the caller has gone on.
finish_programs() {
  publish_program Post.App app
  publish_program Post.Sealer sealer
  leave_compiler
  printf '%s\n' "$1" >"$PUBLISHED/stamp"
}

await_programs() {
  local code=0
  [ -n "$FINISHING" ] || return 0
  wait "$FINISHING" || code=$?
  FINISHING=
  [ "$code" = 0 ] || exit "$code"
}

stop_publishing() {
  [ -z "$FINISHING" ] || kill -TERM "$FINISHING" 2>/dev/null || true
}

# Published beside, then exchanged: a build that fails or is stopped leaves the last good one.
publish_program() {
  rm -rf "$PUBLISHED/$2.new"
  compile publish "src/$1/$1.csproj" -c Release -o "$PUBLISHED/$2.new" "${UNANALYZED[@]}"
  rm -rf "$PUBLISHED/$2.old"
  [ ! -d "$PUBLISHED/$2" ] || mv "$PUBLISHED/$2" "$PUBLISHED/$2.old"
  mv "$PUBLISHED/$2.new" "$PUBLISHED/$2"
  rm -rf "$PUBLISHED/$2.old"
}

require_published() {
  [ -e "$PUBLISHED/app/Post.App.dll" ] && [ -e "$PUBLISHED/cli/post.dll" ] &&
    [ -e "$PUBLISHED/sealer/post-sealer.dll" ] ||
    die "There is no published build yet, so --no-build cannot be used." "scripts/run"
}

# By the dotnet on the PATH: the programs' own launchers look for a runtime in fixed places.
post() { run_child dotnet "$PUBLISHED/cli/post.dll" "$@"; }
