#!/bin/sh
# Every message of the sources has its French, none is fuzzy, and the formats
# agree.
exec ui/po/update.sh --check
