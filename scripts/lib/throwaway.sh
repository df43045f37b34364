# Starts and ends a throw-away cluster for the calling script.

open_throwaway() {
  coproc THROWAWAY { exec "$ROOT/scripts/lib/throwaway" "$@"; }
  THROWAWAY_IN=${THROWAWAY[1]}
  THROWAWAY_PROCESS=$THROWAWAY_PID
  read -r POST_TEST_PG <&"${THROWAWAY[0]}" || die "The throw-away database did not start (the reason is above)."
  export POST_TEST_PG
}

close_throwaway() {
  [ -n "${THROWAWAY_PROCESS:-}" ] || return 0
  exec {THROWAWAY_IN}>&-
  wait "$THROWAWAY_PROCESS" 2>/dev/null || true
  THROWAWAY_PROCESS=
}
