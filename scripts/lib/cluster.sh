# The private cluster: one a checkout, its data kept, started by whoever comes first and stopped by whoever goes last.

PG_HOME=
PG_PORT=

# In the checkout, unless the server's account cannot get there (root's own folders) or pg_ctl cannot quote the path.
locate_cluster() {
  choose_server_user
  PG_HOME=$LOCAL/pg
  if [ -e "$PG_HOME/data" ]; then
    adopt_owner
    return
  fi
  cluster_fits "$PG_HOME" && return
  rmdir "$PG_HOME" 2>/dev/null || true

  local name
  name=$(basename "$ROOT" | tr -c 'A-Za-z0-9\n' '-' | cut -c1-24)
  PG_HOME=/var/tmp/post-$name-$(printf '%s' "$ROOT" | sha256sum | cut -c1-8)
  cluster_fits "$PG_HOME" && return
  die "No place for the database: neither $LOCAL/pg nor $PG_HOME can be made the private folder of $SERVER_USER."
}

cluster_fits() {
  case $1 in *[\"\$\`\\]*) return 1 ;; esac
  # /var/tmp is everybody's: a link or another user's folder under our name is not ours to use.
  [ ! -L "$1" ] && mkdir -p "$1" 2>/dev/null || return 1
  [ "$EUID" != 0 ] || [ "$(stat -c %u "$1")" != 0 ] || chown "$SERVER_USER:" "$1" || return 1
  [ "$(stat -c %U "$1")" = "$SERVER_USER" ] && chmod 700 "$1" && [ "$(stat -c %a "$1")" = 700 ] || return 1
  as_server test -w "$1" -a -x "$1"
}

# A user's cluster started by root runs under that user still; the other way round is not possible.
adopt_owner() {
  local owner
  owner=$(stat -c %U "$PG_HOME/data")
  [ "$EUID" != 0 ] || [ "$owner" = root ] || SERVER_USER=$owner
  [ "$owner" = "$SERVER_USER" ] && as_server test -w "$PG_HOME/data" && return
  die "The database in $PG_HOME belongs to $owner and cannot be used as $(id -un)." \
    "sudo $(quoted "$ROOT/scripts/$VERB")"
}

# Asked of the process itself: a pid file may be stale, its number taken by a stranger, or copied with the checkout.
cluster_runs() {
  local pid
  pid=$(head -n 1 "$PG_HOME/data/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] || return 1
  as_server test "/proc/$pid/cwd" -ef "$PG_HOME/data"
}

drop_stale_pid_file() {
  local pid
  pid=$(head -n 1 "$PG_HOME/data/postmaster.pid" 2>/dev/null) || return 0
  # A dead one PostgreSQL clears away itself, after looking for survivors; it stops only at a stranger's live number.
  [ ! -d "/proc/$pid" ] || as_server rm -f "$PG_HOME/data/postmaster.pid"
}

# Below the range that the kernel hands out for outgoing connections.
choose_port() {
  local try
  for ((try = 0; try < 50; try++)); do
    PG_PORT=$((15000 + (RANDOM * 32768 + RANDOM) % 17000))
    port_answers "$PG_PORT" || break
  done
  echo "$PG_PORT" >"$LOCAL/pg.port"
}

start_cluster() {
  require_disk "$PG_HOME"
  [ -d "$PG_HOME/data" ] || create_cluster
  drop_stale_pid_file
  # PostgreSQL refuses a folder that others may read, as it is after a careless copy.
  as_server chmod 700 "$PG_HOME/data"
  PG_PORT=$(cat "$LOCAL/pg.port" 2>/dev/null) || PG_PORT=
  case $PG_PORT in '' | *[!0-9]*) choose_port ;; esac
  ! port_answers "$PG_PORT" || choose_port

  local try
  for try in 1 2 3 4 5; do
    # The log of one run only. Terse, because its details would repeat personal data.
    as_server rm -f "$PG_HOME/server.log"
    # No socket in the file system: its path may be too long, and TCP with a password does.
    start_server "$PG_HOME" "-c port=$PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories='' \
      -c synchronous_commit=on -c timezone=UTC -c log_timezone=UTC -c log_error_verbosity=terse" && return
    as_server grep -q 'Address already in use' "$PG_HOME/server.log" || break
    choose_port
  done
  start_failed "$PG_HOME"
}

create_cluster() {
  say "Creating the private database in $PG_HOME"
  local password_file=$PG_HOME/password
  (umask 077 && printf '%s\n' "$POST_DB_SUPERUSER_PASSWORD" >"$password_file")
  chown "$SERVER_USER:" "$password_file"
  # In a subshell, so that a failure ends it and not us before the password is gone.
  local made=1
  (init_cluster "$PG_HOME" --auth=scram-sha-256 --pwfile="$password_file" --data-checksums) || made=
  rm -f "$password_file"
  [ -n "$made" ] || exit 1
}

# Holders share one lock; who starts, stops or prepares the server has another to himself meanwhile.
hold_cluster() {
  local prepare=$1
  exec 7>>"$LOCAL/pg.lock"
  flock 7
  exec 8>>"$LOCAL/pg.use"
  flock -s 8
  if cluster_runs; then
    PG_PORT=$(sed -n 4p "$PG_HOME/data/postmaster.pid")
  else
    start_cluster
  fi
  "$prepare"
  exec 7>&-
}

cluster_is_ours_alone() {
  local alone=0
  exec 7>>"$LOCAL/pg.lock"
  flock 7
  flock -n -x 8 || alone=1
  flock -s 8
  exec 7>&-
  return "$alone"
}

release_cluster() {
  { true >&8; } 2>/dev/null || return 0
  exec 7>>"$LOCAL/pg.lock"
  flock 7
  if flock -n -x 8 && cluster_runs; then
    stop_server "$PG_HOME" fast || say "PostgreSQL did not stop in $PG_HOME."
  fi
  exec 8>&- 7>&-
}

# As the superuser, whom nothing but these scripts knows.
superuser_sql() {
  PGPASSWORD=$POST_DB_SUPERUSER_PASSWORD PGOPTIONS='-c client_min_messages=warning' \
    "$PGBIN/psql" -h 127.0.0.1 -p "$PG_PORT" -U postgres -X -q -t -A -v ON_ERROR_STOP=1 "$@" 7>&- 8>&-
}
