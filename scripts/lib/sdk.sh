# The .NET SDK that global.json asks for.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Build nodes that linger would outlive Ctrl-C, and hold our output open when it is piped.
export MSBUILDDISABLENODEREUSE=1

require_sdk() {
  local install='curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0'
  install="$install && export PATH=\"\$HOME/.dotnet:\$PATH\""
  command -v dotnet >/dev/null || die "The .NET 10 SDK is needed, and there is no dotnet on the PATH." "$install"

  # A user without a home (a service account) still gets a place for packages and first-run files.
  [ -w "${HOME:-/}" ] || export HOME=$LOCAL/home DOTNET_CLI_HOME=$LOCAL/home
  mkdir -p "$HOME"

  local version
  version=$(cd "$ROOT" && dotnet --version 2>/dev/null) || version=
  case $version in
    10.*) ;;
    *)
      local found
      found=$(cd / && dotnet --list-sdks 2>/dev/null | awk '{ printf "%s%s", separator, $1; separator = ", " }')
      die "The .NET 10 SDK that global.json asks for is needed; dotnet has ${found:-no SDK at all}." "$install"
      ;;
  esac
}

# From the root, because the SDK is chosen by the global.json above the current folder; by exec, so that a signal for
# the background shell that calls this is a signal for dotnet.
exec_dotnet() { cd "$ROOT" && exec dotnet "$@"; }

# One compiler for all projects of a run, warm after the first, instead of a cold one for each. It ends when the run does,
# however that ends; without it each project is compiled by itself.
SHARED=() COMPILER_WATCH=

share_compiler() {
  local version server pipe
  [ -z "$COMPILER_WATCH" ] || return 0
  version=$(cd "$ROOT" && dotnet --version)
  server=$(cd "$ROOT" && dotnet --list-sdks | sed -n "s|^$version \[\(.*\)\]\$|\1/$version/Roslyn/bincore/VBCSCompiler.dll|p")
  [ -f "$server" ] || return 0
  pipe=post-$(random_hex 8)
  watch_compiler "$server" "$pipe" >/dev/null 2>&1 </dev/null 7>&- 8>&- 9>&- &
  COMPILER_WATCH=$!
  SHARED=(-p:UseSharedCompilation=true "-p:SharedCompilationId=$pipe")
}

watch_compiler() {
  dotnet "$1" "-pipename:$2" &
  trap "kill $!; exit" TERM
  while kill -0 $$; do sleep 1; done
  kill $!
}

leave_compiler() {
  [ -z "$COMPILER_WATCH" ] || kill "$COMPILER_WATCH" 2>/dev/null || true
  SHARED=() COMPILER_WATCH=
}

# Silent unless it fails; then each error once, as the compiler's own log repeats them.
compile() {
  local log=$LOCAL/build.log errors
  share_compiler
  run_child exec_dotnet "$@" -v q --nologo "${SHARED[@]}" >"$log" 2>&1 9>&- && return
  ! speaks_of_full_disk <"$log" || disk_full "$ROOT"
  errors=$(grep 'error' "$log" | sort -u | head -n 20) || errors=$(tail -n 20 "$log")
  say "$errors"
  die "$2 does not build (its errors are above, everything is in $log)." "cd $(quoted "$ROOT") && dotnet build $2"
}
