# The sealer beside the application: its key outside the database, its witness in a folder of its own.

SEALING=$LOCAL/sealing
SEALER=

# The name goes with the database: a new one is another log, which the witness must not take for the old one cut short.
export_sealing_settings() {
  (umask 077 && mkdir -p "$SEALING")
  [ -s "$SEALING/origin" ] || printf 'post.localhost/%s\n' "$(random_hex 4)" >"$SEALING/origin"
  export Post__Sealing__Origin=${Post__Sealing__Origin:-$(cat "$SEALING/origin")}
  export Post__Sealing__KeyFile=${Post__Sealing__KeyFile:-$SEALING/key.pem}
  export Post__Sealing__WitnessFolder=${Post__Sealing__WitnessFolder:-$SEALING/witness}
  export Post__Sealing__Required=${Post__Sealing__Required:-true}
  local seen=$Post__Sealing__WitnessFolder/${Post__Sealing__Origin//\//_}
  [ ! -s "$seen/accepted.jsonl" ] || export Post__Sealing__Witness=${Post__Sealing__Witness:-$seen}
}

forget_log() { rm -f "$SEALING/origin"; }

# With the one connection string that is its own.
sealer() {
  local others=() user
  for user in "${DB_USERS[@]}"; do [ "$user" = sealer ] || others+=(-u "ConnectionStrings__${user^}"); done
  exec env "${others[@]}" dotnet "$PUBLISHED/sealer/post-sealer.dll" "$@"
}

ensure_sealing_key() {
  [ -s "$Post__Sealing__KeyFile" ] || (sealer keygen) >&2 || die "The sealer's key could not be made (the reason is above)."
}

start_sealer() {
  ensure_sealing_key
  (sealer run) 7>&- 8>&- &
  SEALER=$!
}

stop_sealer() {
  [ -n "$SEALER" ] || return 0
  kill -TERM "$SEALER" 2>/dev/null || true
  wait "$SEALER" 2>/dev/null || true
  SEALER=
}
