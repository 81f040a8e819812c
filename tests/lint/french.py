"""The French of ui/po/fr.po: words never used (nobody is blamed), typography."""
import glob
import re
import subprocess
import sys

NEVER = r'erreur|invalide|interdit|échec|vous devez|veuillez|oups|attention' \
    r'|cliquez'
NBSP = '\u00a0'
bad = 0


def say(where, what, text):
    global bad
    bad = 1
    print('%s: %s: %s' % (where, what, text.replace(NBSP, '~')))


def entries(path):
    """msgstr texts of a .po file, one line each."""
    text = subprocess.run(
        ['msgattrib', '--no-wrap', '--no-obsolete', '--translated', path],
        stdout=subprocess.PIPE, check=True).stdout.decode()
    for block in text.split('\n\n'):
        if re.search(r'^msgid ""\nmsgstr', block, re.M) and \
                'Content-Type' in block:
            continue
        for found in re.finditer(
                r'^msgstr(?:\[\d\])? ("(?:.*)"(?:\n".*")*)', block, re.M):
            yield ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', found.group(1)))


for path in sorted(glob.glob('ui/po/*.po')):
    for text in entries(path):
        found = re.search(r'\b(%s)\b' % NEVER, text, re.I)
        if found and '“' not in text:
            say(path, 'never ' + found.group(1), text)
        # Formats and commands are not prose.
        prose = re.sub(r'%[-+ #0-9.*]*l*[a-z]|%%|`[^`]*`|https?://\S+'
                       r'|\d\d?:\d\d|--\S+|\b(?:touche|et) [?:](?=[ .,])'
                       r'|\b(?:salon|auteur|type|après|avant):'
                       r'|^[?:] ', '§', text)
        if re.search(r'\w' + NBSP + r'?!', prose):
            say(path, 'exclamation', text)
        if re.search(r"\w'\w", prose):
            say(path, 'apostrophe U+2019', text)
        if '...' in prose:
            say(path, 'ellipsis U+2026', text)
        # One cell of U+00A0 before a sign that ends something; a sign after
        # two blanks or at the start is a key's name.
        if re.search(r'[^\s(<\[/"“…§|]' + r'(?<!' + NBSP + r')[;?!»]', prose) \
                or re.search(r'\w:(?=\s|$)|\d%', prose) \
                or re.search(r'\w [:;?!»%](?=\s|$|[,.)])', prose):
            say(path, 'U+00A0 before : ; ? ! » %', text)
        if re.search('«(?!' + NBSP + ')', prose):
            say(path, 'U+00A0 after «', text)
        if re.search('(?<!' + NBSP + ')»', prose):
            say(path, 'U+00A0 before »', text)
        if '\u202f' in text:
            say(path, 'U+202F', text)
sys.exit(bad)
