#!/bin/sh
# cramp-timer in one file: it unpacks what follows the last line once, into the cache, and starts it.
set -eu
cache=${XDG_CACHE_HOME:-$HOME/.cache}/cramp-timer
parts="$cache/one-file-@ID@"
case $0 in */*) folder=${0%/*} ;; *) folder=. ;; esac
_CRAMP_TIMER_FILE="$(cd "$folder" && pwd)/${0##*/}"
export _CRAMP_TIMER_FILE
if [ ! -x "$parts/cramp-timer" ]; then
  umask 077
  new="$cache/one-file-@ID@.$$"
  if ! { mkdir -p "$new" && tail -n +24 "$_CRAMP_TIMER_FILE" | tar -xzf - -C "$new"; } 2>/dev/null; then
    echo "cramp-timer: $cache: it cannot be unpacked there; XDG_CACHE_HOME names another folder" >&2
    exit 1
  fi
  # Those of older versions, of a start that was killed, and what is damaged here.
  for old in "$cache"/one-file-*; do
    [ "$old" = "$new" ] || rm -rf "$old"
  done
  mv "$new" "$parts"
fi
exec "$parts/cramp-timer" "$@"
# The line below is the first of the archive.
