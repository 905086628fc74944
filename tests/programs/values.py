"""Values that break out of a careless format: what passwords, users and names are made of."""
from __future__ import annotations

PASSWORDS = [
    "quince", "1234567", "a b", " a", "a ", " a b ", "  two  blanks  ", "#hash", "a#b", "a #b", "'", "it's", "'all'",
    '"', 'a"b', '"all"', "both'\"", "\\", "a\\b", "end\\", "\\n", "\\\\", "a\\\\b", "$", "a$b", "a$$b", "$HOME", "${HOME}",
    "$(id)", "%", "a%b", "%41", "%(x)s", "%%", ":", "a:b", ":a", "a:", ";", "a;b", "a ;b", "=", "a=b", "!", "a!b", "^",
    "a^b", "`", "`id`", "~", "~root", "{", "{x}", "{{x}}", "#{x}", "<%= x %>", "[", "[x]", "<a>", "&", "a&b", "|",
    "a|b", "*", "@", "a@b", "/", "a/b", ",", "+", "-", "-x", "null", "true", "NO", "0x10", "\u00fc\u20ac",
    "ab" * 100, "a b#'\"\\$%:;=!^`~{}[]<>&|*@/,+-\u00fc"]
SPREAD = [" a b ", "it's", "end\\", "a:b", "${HOME}#;%41", "a b#'\"\\$%:;=!^`~{}[]<>&|*@/,+-\u00fc"]
USERS = ["DOM\\alice", "a b", "alice@example.org", "a:b", "a'b", 'a"b', "a#b", "a$b", "a%b", "a|b", "a=b", "-a", "a+b",
         "a/b"]
