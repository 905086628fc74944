# readme.sh README SCREEN: the form in README is the one of that golden screen; where UPDATE is yes,
# it is made so.
set -e
show() { sed -n '/^ ─ Server/,/^   \[ Prov/p' "$1"; }

show "$2" >seen
test -s seen
if [ "${UPDATE-}" = yes ] && ! show "$1" | cmp -s - seen; then
	sed -i -e '/^ ─ Server/r seen' -e '/^ ─ Server/,/^   \[ Prov/d' "$1"
fi
show "$1" | diff - seen
