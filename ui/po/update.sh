#!/bin/sh
# Brings the messages of the sources into fr.po (`make po`): new ones come
# without French, those that no source holds any more go.  With --check
# nothing is written: fails, and lists them, if any message lacks its French.
set -u
cd "$(dirname "$0")/../.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# The sentences of err_sentence() stand in an X-macro; the rest is marked.
tests/lint/files 'store/*.[ch]' 'ui/*.[ch]' 'server/*.[ch]' >"$tmp/files"
xgettext --from-code=UTF-8 -L C -k -k_ -kN_ -ki18n -kngettext_:1,2 \
    -kNN_:1,2 -ki18n_plural:1,2 --add-location=file -f "$tmp/files" -o "$tmp/marked.pot"
xgettext --from-code=UTF-8 -L C -k -kX:2 --add-location=file \
    store/base/base.h -o "$tmp/err.pot"
msgcat --use-first "$tmp/marked.pot" "$tmp/err.pot" -o "$tmp/all.pot" || exit 1
msgmerge -q --no-fuzzy-matching --add-location=file -o "$tmp/merged.po" \
    ui/po/fr.po "$tmp/all.pot" || exit 1
msgattrib --no-obsolete --add-location=file "$tmp/merged.po" \
    -o "$tmp/fr.po" || exit 1
if [ "${1:-}" != --check ]; then
	sed -e '/^"POT-Creation-Date/d' "$tmp/fr.po" >ui/po/fr.po
	exec msgfmt --check --statistics -o /dev/null ui/po/fr.po
fi
msgfmt --check -o /dev/null ui/po/fr.po || exit 1
{
	msgattrib --untranslated "$tmp/fr.po"
	msgattrib --only-fuzzy "$tmp/fr.po"
} | grep -v '^"[A-Z][A-Za-z-]*: ' >"$tmp/missing.po"
grep -q '^#:' "$tmp/missing.po" || exit 0
cat "$tmp/missing.po"
echo "not translated: $(grep -c '^#:' "$tmp/missing.po") messages"
exit 1
