# What the tests said, and what the formatter says.

RESULTS=$ROOT/TestResults

# White space only: style and analysis are errors of the build already, and to ask twice takes six times as long.
check_format() {
  say "Checking the format"
  run_child exec_dotnet format whitespace Post.Modular.sln --verify-no-changes --no-restore >&2 && return
  say "scripts/$VERB: Files are not formatted (named above). Run: dotnet format whitespace Post.Modular.sln"
  return 1
}

# The sum is the last line, and its word is the exit code's: failed, or nothing run, is never a success.
report() {
  local outcome=$1 counters passed failed total executed
  counters=$(grep -o '<Counters [^>]*>' "$RESULTS/results.trx" 2>/dev/null) || counters=
  total=$(counter total) executed=$(counter executed) passed=$(counter passed)
  failed=$(($(counter failed) + $(counter error) + $(counter timeout) + $(counter aborted)))
  [ "$total" -gt 0 ] || say "scripts/$VERB: No test ran."
  [ "$outcome" = 0 ] || [ "$failed" -gt 0 ] || say "scripts/$VERB: The run did not end well, see above."
  echo "$passed passed, $failed failed, $((total - executed)) skipped"
  [ "$outcome" = 0 ] && [ "$failed" = 0 ] && [ "$total" -gt 0 ]
}

counter() {
  local number
  number=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters")
  echo "${number:-0}"
}
