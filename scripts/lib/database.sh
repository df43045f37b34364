# Secrets, roles, the database and the connection strings that the programs read.

SECRETS=$LOCAL/secrets
DB_USERS=(migrator app publisher public reviewer sealer verifier)
# What people have uploaded, beside the database that refers to it, and the keys of their sessions.
FILES=$LOCAL/files
KEYS=$LOCAL/keys
EXTERNAL=

# Generated once and kept: a new password would lock out what runs, a new key would change every public address.
load_secrets() {
  (umask 077 && mkdir -p "$SECRETS")
  chmod 700 "$SECRETS"
  write_missing_passwords
  [ -s "$SECRETS/app.env" ] || write_secret_file app.env "Post__PublicKeySecret=$(head -c 32 /dev/urandom | base64 -w0)"
  local line
  while IFS= read -r line; do printf -v "${line%%=*}" '%s' "${line#*=}"; done <"$SECRETS/db.env"
}

# A role that came with a later version gets its password then; those that exist keep theirs.
write_missing_passwords() {
  local known user missing=
  known=$(cat "$SECRETS/db.env" 2>/dev/null || true)
  for user in superuser "${DB_USERS[@]}"; do
    [[ $known == *"POST_DB_${user^^}_PASSWORD="* ]] ||
      missing+="${missing:+$'\n'}POST_DB_${user^^}_PASSWORD=$(random_hex 24)"
  done
  [ -z "$missing" ] || write_secret_file db.env "$known${known:+$'\n'}$missing"
}

# Whole or not at all: half a secret file would be taken for a whole one next time.
write_secret_file() {
  (umask 077 && printf '%s\n' "$2" >"$SECRETS/$1.new")
  mv "$SECRETS/$1.new" "$SECRETS/$1"
}

export_app_settings() {
  local line name
  while IFS= read -r line; do
    name=${line%%=*}
    [ -n "${!name:-}" ] || export "$line"
  done <"$SECRETS/app.env"
  (umask 077 && mkdir -p "$FILES" "$KEYS")
  export Post__FileFolder=${Post__FileFolder:-$FILES} Post__KeyFolder=${Post__KeyFolder:-$KEYS}
  export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Demo}
}

database_is_external() { [ "${POST_DB_EXTERNAL:-}" = 1 ] || [ -n "${ConnectionStrings__App:-}" ]; }

require_external_strings() {
  [ "${POST_DB_EXTERNAL:-}" != 1 ] || return 0
  local user name
  for user in "${DB_USERS[@]}"; do
    name=ConnectionStrings__${user^}
    [ -n "${!name:-}" ] ||
      die "ConnectionStrings__App is set and $name is not: set all of Migrator, App, Publisher, Public, Reviewer, Sealer and Verifier, or none."
  done
}

# Before anything is built: what is missing should be said at once. Also before our own strings stand in the
# environment where an operator's would.
require_database() {
  if database_is_external; then
    EXTERNAL=1
    require_external_strings
  else
    require_postgres
  fi
}

# Starts or joins the private cluster, and makes sure of roles and database there.
open_database() {
  load_secrets
  export_app_settings
  [ -z "$EXTERNAL" ] || return 0
  locate_cluster
  hold_cluster ensure_roles_and_database
  export_connection_strings
  export_sealing_settings
}

ensure_roles_and_database() {
  ensure_roles
  ensure_database
}

ensure_roles() {
  {
    cat "$ROOT/db/roles.sql"
    for user in "${DB_USERS[@]}"; do
      name=POST_DB_${user^^}_PASSWORD
      printf "alter role post_%s password '%s';\n" "$user" "${!name}"
    done
  } | superuser_sql -d postgres -1 ||
    die "The database roles could not be made in $PG_HOME (PostgreSQL's words are above)."
}

ensure_database() {
  [ "$(superuser_sql -d postgres -c "select 1 from pg_database where datname = 'post'")" = 1 ] ||
    superuser_sql -d postgres -c "create database post owner post_owner template template0"
  superuser_sql -d post -1 -f "$ROOT/db/database.sql"
}

export_connection_strings() {
  local user name server="Host=127.0.0.1;Port=$PG_PORT;Database=post"
  for user in "${DB_USERS[@]}"; do
    name=POST_DB_${user^^}_PASSWORD
    export "ConnectionStrings__${user^}=$server;Username=post_$user;Password=${!name}"
  done
}

drop_database() {
  cluster_is_ours_alone ||
    die "Another program of this checkout uses the database that is to be replaced; stop it first."
  superuser_sql -d postgres -c "drop database if exists post with (force)"
  rm -rf "$FILES"
  forget_log
  unset Post__Sealing__Origin Post__Sealing__Witness
  (umask 077 && mkdir -p "$FILES")
  ensure_database
  export_sealing_settings
}
