# What must be on the machine: PostgreSQL always; for the tests a browser with fonts, and another language that reads the log.

PGBIN=

# Debian keeps the server's programs off the PATH, one folder a version; the newest of 15 or later is taken.
find_postgres() {
  local bin candidates=("${POST_PGBIN:-}")
  [ -n "${POST_PGBIN:-}" ] || mapfile -t candidates < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV)
  for bin in "${candidates[@]}"; do
    [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && [ -x "$bin/psql" ] || continue
    [ "$("$bin/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 15 ] || continue
    PGBIN=$bin
    return 0
  done
  return 1
}

require_postgres() {
  find_postgres && return
  [ -z "${POST_PGBIN:-}" ] || die "POST_PGBIN is $POST_PGBIN, where PostgreSQL 15 or later is not."
  install_debian postgresql
  find_postgres ||
    die "PostgreSQL 15 or later is needed and this Debian has an older one; POST_PGBIN may name its folder."
}

# By the names of the test projects that are to run.
require_test_packages() {
  local missing=()
  find_postgres || missing+=(postgresql)
  case " $* " in *' Post.Audit.Tests '*) command -v python3 >/dev/null || missing+=(python3) ;; esac
  case " $* " in
    *' Post.EndToEnd.Tests '*)
      find_browser || try_lighter_browser || command -v chromium >/dev/null || missing+=(chromium)
      [ -d /usr/share/fonts/truetype/liberation ] || missing+=(fonts-liberation)
      ;;
  esac
  [ ${#missing[@]} = 0 ] || install_debian "${missing[@]}"
  require_postgres
}

# Chromium without windows looks at a page in about half the time; the whole one serves where Debian has no such package.
find_browser() {
  POST_CHROMIUM=${POST_CHROMIUM:-$(command -v chromium-headless-shell)} && export POST_CHROMIUM
}

try_lighter_browser() {
  command -v apt-get >/dev/null || return 1
  (install_debian chromium-headless-shell) && find_browser
}

install_debian() {
  local become=() command="apt-get update && apt-get install -y --no-install-recommends $*"
  command -v apt-get >/dev/null ||
    die "Install $* by hand: this is not a Debian system (POST_PGBIN may name PostgreSQL's folder)."
  if [ "$EUID" != 0 ]; then
    sudo -n true 2>/dev/null ||
      die "Missing, and $(id -un) may not install it: $*." "sudo sh -c '$command'"
    become=(sudo -n)
  fi
  say "Installing Debian packages: $*"
  # The package would make and start a cluster of its own, which nobody here asked for.
  case " $* " in
    *' postgresql '*)
      local settings=/etc/postgresql-common/createcluster.d
      "${become[@]}" mkdir -p "$settings"
      echo 'create_main_cluster = false' | "${become[@]}" tee "$settings/post.conf" >/dev/null
      ;;
  esac
  mkdir -p "$LOCAL"
  "${become[@]}" env DEBIAN_FRONTEND=noninteractive sh -c "$command" >"$LOCAL/packages.log" 2>&1 && return
  ! speaks_of_full_disk <"$LOCAL/packages.log" || disk_full /var
  tail -n 5 "$LOCAL/packages.log" >&2
  die "Debian packages could not be installed (the end of $LOCAL/packages.log is above)." "sudo sh -c '$command'"
}
