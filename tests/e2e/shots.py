"""Screens in a text: what stands in a document after `<!-- screen: NAME -->`
is what the program shows."""

import difflib
import re
import sys

BLOCK = re.compile(r'(<!-- screen: ([a-z-]+) -->\n```text\n)(.*?)'
                   r'(```\n<!-- end -->)', re.S)


def text_of(t):
    return '\n'.join(t.screen()).rstrip('\n') + '\n'


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def shots_in(document):
    """The screens of a document by their names."""
    return {name: text for _, name, text, _ in BLOCK.findall(document)}


def document_with(document, shots):
    """The document with these screens, of which it has all."""
    return BLOCK.sub(lambda found: found.group(1) + shots[found.group(2)] +
                     found.group(4), document)


def differ(path, text):
    """Prints how a file differs from what it should be."""
    sys.stdout.writelines(difflib.unified_diff(
        read(path).splitlines(True), text.splitlines(True), path, 'now'))
    return read(path) != text
