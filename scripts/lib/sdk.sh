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

# Silent unless it fails; then each error once, as the compiler's own log repeats them.
compile() {
  local log=$LOCAL/build.log errors
  run_child exec_dotnet "$@" -v q --nologo >"$log" 2>&1 9>&- && return
  ! speaks_of_full_disk <"$log" || disk_full "$ROOT"
  errors=$(grep 'error' "$log" | sort -u | head -n 20) || errors=$(tail -n 20 "$log")
  say "$errors"
  die "$2 does not build (its errors are above, everything is in $log)." "cd $(quoted "$ROOT") && dotnet build $2"
}
