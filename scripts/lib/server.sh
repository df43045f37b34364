# Steps that every cluster needs, private or throw-away: PostgreSQL refuses to run as root.

SERVER_USER=$(id -un)

# As root the server gets the account that Debian's package made for it.
choose_server_user() {
  [ "$EUID" = 0 ] || return 0
  SERVER_USER=postgres
  id postgres >/dev/null 2>&1 ||
    die "As root the database runs under the account postgres, which does not exist." "useradd --system postgres"
}

# In / because the server's account may not be able to enter the caller's folder; without our lock descriptors,
# which a server that inherits them would hold for ever; in English because messages are looked into.
as_server() {
  (
    cd /
    export LC_ALL=C
    if [ "$EUID" = 0 ]; then exec runuser -u "$SERVER_USER" -- "$@"; else exec "$@"; fi
  ) 7>&- 8>&- 9>&-
}

# initdb beside the final place, then one rename: a kill in the middle leaves nothing that looks like a cluster.
init_cluster() {
  local home=$1 log
  shift
  as_server rm -rf "$home/data.new"
  log=$(as_server "$PGBIN/initdb" -D "$home/data.new" -U postgres -E UTF8 --locale=C.UTF-8 "$@" 2>&1) || {
    as_server rm -rf "$home/data.new"
    ! speaks_of_full_disk <<<"$log" || disk_full "$home"
    say "$log"
    die "PostgreSQL could not create a database cluster in $home (its words are above)."
  }
  as_server mv "$home/data.new" "$home/data"
}

start_server() {
  local home=$1
  as_server "$PGBIN/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 300 -s -o "$2" start >/dev/null 2>&1
}

stop_server() { as_server "$PGBIN/pg_ctl" -D "$1/data" -m "$2" -w -t 60 -s stop >/dev/null 2>&1; }

start_failed() {
  local said
  said=$(as_server tail -n 8 "$1/server.log" 2>/dev/null) || said=
  ! speaks_of_full_disk <<<"$said" || disk_full "$1"
  say "$said"
  die "PostgreSQL did not start in $1 (the end of its log is above)."
}
