#!/bin/sh
# The driver's own tests: scripts that must pass, and scripts that must fail for the right reason.
#
#     DRIVE=path/of/drive ECHO=path/of/selftest/echo run.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
drive=${DRIVE:-tests/tui/drive}
echo=${ECHO:-tests/tui/selftest/echo}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/tmp"
export TMPDIR="$scratch/tmp"
count=0
failed=0

# result STATUS NAME: STATUS is that of a command; its output is shown if it should not be so.
result() {
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		failed=$((failed + 1))
		echo "not ok $count - $2"
		sed 's/^/# /' "$scratch/out"
	fi
}

# play [OPTION...] SCRIPT: its output is in $scratch/out.
play() {
	"$drive" --program "$echo" "$@" >"$scratch/out" 2>&1 </dev/null
}

# good NAME [OPTION...] SCRIPT
good() {
	name=$1
	shift
	status=0
	play "$@" || status=$?
	if grep -q '^not ok' "$scratch/out" || ! grep -q '^ok 1 - ' "$scratch/out"; then
		status=1
	fi
	result "$status" "$name"
}

# bad NAME PATTERN...: the script on standard input fails, and says each of these. A limit of 1 s is
# set only in front of what can never be, so that a slow machine fails at the same place.
bad() {
	name=$1
	shift
	cat >"$scratch/bad.tui"
	status=0
	cd "$scratch"
	if play bad.tui; then
		status=1
	fi
	cd "$OLDPWD"
	for pattern in '^not ok [12] - bad\.tui' '^1\.\.[12]$' "$@"; do
		grep -q -e "$pattern" "$scratch/out" || status=1
	done
	if grep -q Sanitizer "$scratch/out"; then
		status=1
	fi
	result "$status" "$name"
}

absolute() {
	(cd "$(dirname "$1")" && printf '%s/%s\n' "$(pwd)" "$(basename "$1")")
}

drive=$(absolute "$drive")
echo=$(absolute "$echo")

for script in "$here"/*.tui; do
	good "passes: $(basename "$script")" "$script"
done

bad 'a text that does not come' '^# bad.tui:4: wait nothing' 'not so within 1 s' \
	'^#  13|read' 'cursor at 13 5' <<'END'
start
wait Ready
limit 1
wait nothing
END

bad 'a program that ends while its screen is waited for' 'has ended: 3' <<'END'
start
wait Ready
key ^X
wait "no such text"
END

bad 'a text that should not be there' '^# bad.tui:3: not Ready' '^# not so$' <<'END'
start
wait Ready
not Ready
END

bad 'a text that does not go' '^# bad.tui:4: gone Ready' 'not so within' <<'END'
start
wait Ready
limit 1
gone Ready
END

bad 'a look at an unsettled screen' 'no wait since the last input' <<'END'
start
wait Ready
key z
not "no such text"
END

bad 'a look while the program is still at work' '^# bad.tui:3: not last' '^#   2|last' <<'END'
spawn sh -c 'echo first; i=0; while [ $i -lt 99999 ]; do i=$((i+1)); done; echo last; read x'
wait first
not last
END

bad 'a program that never rests' 'does not come to rest' <<'END'
spawn sh -c 'echo first; while :; do :; done'
wait first
limit 1
not last
END

bad 'a text in another row' '^# bad.tui:5: wait-row 2' <<'END'
start
wait Ready
cursor 13 5
limit 1
wait-row 2 Ready
END

bad 'another attribute' 'there, but not so' <<'END'
start
wait Ready
cursor 13 5
limit 1
attr plain reverse
END

bad 'an attribute of a text that is not there' 'not there' <<'END'
start
wait Ready
cursor 13 5
limit 1
attr "no such text" reverse
END

bad 'an attribute that does not exist' 'there is no attribute shiny' <<'END'
start
attr plain shiny
END

bad 'colours where there should be none' '^# bad.tui:3: no-colour' <<'END'
start
wait Ready
no-colour
END

bad 'the cursor elsewhere' '^# bad.tui:4: cursor 1 1' <<'END'
start
cursor 13 5
limit 1
cursor 1 1
END

bad 'the cursor in another row' '^# bad.tui:5: cursor-in Ready' <<'END'
start
wait Ready
cursor 13 5
limit 1
cursor-in Ready
END

mkdir "$scratch/golden"
sed 's/plain/plane/' "$here/golden/screen.txt" >"$scratch/golden/wrong.txt"
bad 'a golden screen that differs' 'row 9 should be |  plane|' <<'END'
start
cursor 13 5
limit 1
golden wrong
END

sed 9s/plain// "$here/golden/screen.txt" >"$scratch/golden/less.txt"
bad 'a golden screen that lacks something' 'row 9 should be |  |' <<'END'
start
cursor 13 5
limit 1
golden less
END

{
	cat "$here/golden/screen.txt"
	echo more
} >"$scratch/golden/more.txt"
bad 'a golden screen with more rows' 'more rows than the screen' <<'END'
start
cursor 13 5
limit 1
golden more
END

bad 'a golden screen that is missing' 'golden/missing.txt: it cannot be read' <<'END'
start
wait Ready
golden missing
END

bad 'another exit status' 'it ended with 3' <<'END'
start
wait Ready
key ^X
exit 0
END

bad 'a signal is not a status' 'it ended with signal:TERM' <<'END'
start
wait Ready
signal TERM
exit 143
END

bad 'a status is not a signal' 'it ended with 143' <<'END'
spawn sh -c 'exit 143'
exit signal:TERM
END

bad 'a program that stays' 'not so within 1 s' <<'END'
start
wait Ready
limit 1
exit 0
END

bad 'a script that forgets the end' 'the program has not ended' '^# bad.tui:2: ' <<'END'
start
wait Ready
END

bad 'the second case' '^ok 1 - bad.tui: first$' '^not ok 2 - bad.tui: second$' <<'END'
case first
run true
case second
run false
END

bad 'a canary, in the bytes' 'line 2 forbids' <<'END'
env SECRET=$TOKEN
never "$TOKEN"
start
wait Ready
key ^T
wait "a secret"
END

bad 'a canary, put together on the screen' 'line 1 forbids' <<'END'
never canary
spawn sh -c 'printf "cxnary\033[1;2Ha"; read x'
wait canary
END

bad 'a program that does not read' 'does not read its input' <<'END'
start
wait Ready
key ^D
wait deaf
set T=0123456789012345678901234567890123456789012345678901234567890123
set T=$T$T$T$T$T$T$T$T$T$T$T$T$T$T$T$T
set T=$T$T$T$T$T$T$T$T$T$T$T$T$T$T$T$T
limit 1
type $T$T$T$T$T$T$T$T
END

bad 'too many bytes' 'bytes-at-most 2' 'it was [0-9]' <<'END'
start
wait Ready
cursor 13 5
bytes-mark
key z
wait "read 7a"
bytes-at-most 2
END

bad 'too many writes' 'it was [1-9]' <<'END'
start
wait Ready
cursor 13 5
bytes-mark
key z
wait "read 7a"
writes-at-most 0
END

bad 'bytes that were not written' '^# bad.tui:5: wrote Ready' <<'END'
start
wait Ready
bytes-mark
limit 1
wrote Ready
END

bad 'input to a program that has ended' 'no program that could take it' <<'END'
start
wait Ready
key ^Q
exit 0
key z
END

bad 'a screen without a program' 'no program was started' <<'END'
wait Ready
END

bad 'two programs' 'the program before has not ended' <<'END'
start
wait Ready
start
END

bad 'a file that lacks the text' 'has not got that text' <<'END'
file f "one\n"
file-has f two
END

bad 'a file that has the text' 'has got that text' <<'END'
file f "one\n"
file-lacks f one
END

bad 'a file that is missing' 'f: No such file' <<'END'
file-lacks f one
END

bad 'a file that should be missing' 'f is there' <<'END'
file f one
no-file f
END

bad 'files that differ' 'they differ' <<'END'
file f one
file g two
same-file f g
END

bad 'another mode' 'f has the mode 0600' <<'END'
file f one
file-mode f 0644
END

bad 'a command that fails' 'it ended with 3 and said:' '^# the reason$' <<'END'
run sh -c 'echo the reason >&2; exit 3'
END

bad 'a command that stays' 'did not end within 1 s' <<'END'
limit 1
run sh -c 'exec sleep 1000'
END

bad 'a helper that says nothing' 'it has not said its first line' <<'END'
background true
END

bad 'a helper that does not end' 'did not end within 1 s' <<'END'
background sh -c 'echo A=b; exec sleep 1000'
limit 1
run false
END

bad 'a variable that is not set' 'the variable NOT_SET is not set' <<'END'
run test $NOT_SET
END

bad 'the words behind the variables' '^# that is: file-has f word' <<'END'
set WORD=word
file f one
file-has f $WORD
END

bad 'an empty text' 'an empty text proves nothing' <<'END'
start
wait ""
END

bad 'a command that does not exist' 'there is no command wiat' <<'END'
wiat Ready
END

bad 'a key that does not exist' 'there is no key F99' <<'END'
start
wait Ready
key F99
END

bad 'a signal that does not exist' 'there is no signal FOO' <<'END'
start
wait Ready
signal FOO
END

bad 'too few words' 'usage: wait-row ROW TEXT' <<'END'
start
wait-row 1
END

bad 'a row that does not exist' '99 is not a number that fits here' <<'END'
start
wait-row 99 Ready
END

bad 'a quote that is not closed' 'a quote that is not closed' <<'END'
wait "Ready
END

bad 'a text without its end' 'the text has no last line END' <<'OTHER'
file f <<END
one
OTHER

bad 'a script inside itself' 'too many files inside each other' <<'END'
include bad.tui
END

bad 'a script that is not there' '^# bad.tui:1: include none' 'none: No such file' <<'END'
include none
END

cat >"$scratch/closed.tui" <<'END'
run sh -c 'read x; test -z "$x"'
spawn sh -c 'read x; exit 5'
send "\n"
exit 5
END
status=0
"$drive" "$scratch/closed.tui" >"$scratch/out" 2>&1 <&- || status=$?
result "$status" 'works without a standard input'

cat >"$scratch/update.tui" <<'END'
start
wait Ready
golden new
key ^Q
exit 0
END
cp "$here/golden/screen.txt" "$scratch/golden/new.txt"
sed -i 's/plain/plane/' "$scratch/golden/new.txt"
good 'update writes a golden screen' --update "$scratch/update.tui"
cmp "$here/golden/screen.txt" "$scratch/golden/new.txt" >"$scratch/out" 2>&1 && status=0 || status=1
result "$status" 'update keeps the wildcards of the rows that match'

{ echo first; sed 's/Ready at/Since about/; s/, 24x80//' "$here/golden/screen.txt"; } |
	head -n 24 >"$scratch/golden/new.txt"
good 'update writes a golden screen that has moved' --update "$scratch/update.tui"
cmp "$here/golden/screen.txt" "$scratch/golden/new.txt" >"$scratch/out" 2>&1 && status=1 || status=0
sed -i 's/^Ready at .*,/Ready at \xc2\xbf\xc2\xbf:\xc2\xbf\xc2\xbf,/' "$scratch/golden/new.txt"
cmp "$here/golden/screen.txt" "$scratch/golden/new.txt" >"$scratch/out" 2>&1 || status=1
result "$status" 'update leaves no wildcard where the row is another'

{ echo first; sed 's/Ready at/Reads by/' "$here/golden/screen.txt"; } |
	head -n 24 >"$scratch/golden/new.txt"
good 'update writes a golden screen whose rows have moved' --update "$scratch/update.tui"
cmp "$here/golden/screen.txt" "$scratch/golden/new.txt" >"$scratch/out" 2>&1 && status=0 || status=1
result "$status" 'update keeps the wildcards of the rows that are alike'

ls -A "$TMPDIR" >"$scratch/out"
status=0
[ ! -s "$scratch/out" ] || status=1
result "$status" 'nothing is left behind'

echo "1..$count"
[ "$failed" -eq 0 ]
