# Prints what failed from the logs of tests: each failure with the first and the last lines of what
# was on screen, without blank lines and colours.

function told() {
  for (line = 1; line <= count; line++)
    if (line <= 4 || line > count - 3) print "  " substr(lines[line], 1, 100)
  count = 0
}
{ gsub(/\033\[[0-9;]*m/, "") }
/^(◇|✔|✘|↳) / && !/^↳/ { told(); isFailure = 0 }
/recorded an issue|Fatal error/ { isFailure = 1; print; next }
isFailure && /[^ ]/ { lines[++count] = $0 }
END { told() }
