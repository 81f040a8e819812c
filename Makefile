# palabre: `make run` to try it, `make check` to test it, `make help` for all.
#
# B=rel (default), dev, asan, cov or fuzz; O is where things are built.

B ?= rel
O ?= $(if $(filter rel,$(B)),build,build/$(B))

# Whole command lines with V=1.
Q = $(if $(V),,@)
SAY = @$(if $(V),:,echo)

# A whole build on all cores, unless the caller said how many jobs.
BUILD = $(MAKE) --no-print-directory \
	$(if $(findstring j,$(firstword -$(MAKEFLAGS))),,-j$(shell nproc))

CC = $(if $(filter asan fuzz,$(B)),clang,gcc)
PKGS = libssh ncursesw lmdb libsodium libseccomp jansson hunspell libcmark
# Asked once, and only when something is compiled: `make deps` may be what
# installs pkg-config.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell \
	pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
CFLAGS_rel = -O2 -g
CFLAGS_dev = -O0 -g3
CFLAGS_asan = -O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined
CFLAGS_fuzz = $(CFLAGS_asan) -fsanitize=fuzzer-no-link
CFLAGS_cov = -O0 -g --coverage
FORTIFY = $(if $(filter rel,$(B)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
CFLAGS = -std=gnu11 -I. $(CFLAGS_$(B)) $(FORTIFY) -fPIE \
	-fstack-protector-strong -Wall -Wextra -Werror -Wshadow \
	-Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
	-Wwrite-strings -Wformat=2 -Wno-format-nonliteral \
	-Wno-unused-parameter -Wno-missing-field-initializers \
	$(PKG_CFLAGS) -D_GNU_SOURCE
LDFLAGS = $(filter -fsanitize=address%,$(CFLAGS_$(B))) \
	$(filter --coverage,$(CFLAGS_$(B))) -pie -Wl,-z,relro,-z,now
STORE_LIBS = -llmdb -lunistring -lsodium -lstemmer -lm
UI_LIBS = -lncursesw -ltinfo -ljansson -lhunspell-1.7 -lcmark
SERVER_LIBS = -lssh -lseccomp -lutil -lcrypto -linih

STORE_SRC = $(wildcard store/*/*.c)
UI_SRC = $(wildcard ui/*/*.c)
SERVER_SRC = $(filter-out server/main.c,$(wildcard server/*.c))
OBJ = $(STORE_SRC:%.c=$(O)/%.o) $(UI_SRC:%.c=$(O)/%.o) \
	$(SERVER_SRC:%.c=$(O)/%.o) $(O)/server/main.o

all: $(O)/palabre $(O)/locale/fr/LC_MESSAGES/palabre.mo
	@:

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## /  make \1\t/p' Makefile tests/tests.mk \
	    | expand -t 20

deps: ## install the Debian packages that are missing
	@server/pkg/deps.sh build run test

run: ## build, fill a demonstration store, serve it on 127.0.0.1:2222
	@server/pkg/deps.sh build run
	@$(BUILD) all
	@server/pkg/run.sh $(O)/palabre build/demo

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS) -MD -MP -c -o $@ $<

# The demonstration's texts are part of the program.
$(O)/store/forum/seed_demo.o: $(wildcard store/forum/demo/*.txt)

$(O)/libstore.a: $(STORE_SRC:%.c=$(O)/%.o)
$(O)/libui.a: $(UI_SRC:%.c=$(O)/%.o)
$(O)/libserver.a: $(SERVER_SRC:%.c=$(O)/%.o)
$(O)/%.a:
	@rm -f $@
	$(SAY) AR $@
	$(Q)ar rcs $@ $^

LIBS = $(O)/libui.a $(O)/libserver.a $(O)/libstore.a
$(O)/palabre: $(O)/server/main.o $(LIBS)
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(UI_LIBS) $(SERVER_LIBS) $(STORE_LIBS)

$(O)/locale/fr/LC_MESSAGES/palabre.mo: ui/po/fr.po
	@mkdir -p $(@D)
	$(SAY) PO $@
	$(Q)msgfmt --check -o $@ $<

-include tests/tests.mk
-include $(OBJ:.o=.d)

watch: ## build again whenever a source changes
	@while :; do $(MAKE) -s all; sleep 1; done

compdb: ## compile_commands.json, for editors
	@$(MAKE) --no-print-directory -nB $(OBJ) O=$(O) | \
	    tests/tools/compdb.sh >compile_commands.json

clean: ## remove all that was built, the demonstration store too
	rm -rf build compile_commands.json
.PHONY: all help deps run watch compdb clean
