# tests: the part of the Makefile that tests.  Programs are found by
# wildcard; tests/run.sh runs them, three at once, each in its own directory,
# and its last line is `N passed, N failed`.

T = $(O)/tests
UNIT_SRC = $(wildcard tests/unit/*/test_*.c)
UNIT = $(UNIT_SRC:%.c=$(O)/%)
# What else stands in a directory of tests is linked to each of them.
unit_help = $(patsubst %.c,$(O)/%.o,$(filter-out tests/unit/$(1)/test_%, \
	$(wildcard tests/unit/$(1)/*.c)))
TOOLS = $(patsubst %.c,$(O)/%,$(filter-out tests/tools/preload_%, \
	$(wildcard tests/tools/*.c))) \
	$(patsubst %.c,$(O)/%.so,$(wildcard tests/tools/preload_*.c))
FUZZ_SRC = $(wildcard tests/fuzz/fuzz_*.c)
FUZZ = $(FUZZ_SRC:tests/fuzz/%.c=$(T)/fuzz/%)
E2E = $(wildcard tests/e2e/test_*.py)
SCREENS = $(wildcard tests/screens/*.scr)
LINT = $(wildcard tests/lint/*.sh)

ROUNDS ?= $(if $(filter torture,$(MAKECMDGOALS)),200,5)
SECONDS_EACH ?= 60
UPDATE ?=
RUN = B=$(B) O=$(O) ROUNDS=$(ROUNDS) UPDATE=$(UPDATE) tests/run.sh $(T)/out

ALL_LIBS = $(UI_LIBS) $(SERVER_LIBS) $(STORE_LIBS)
$(T)/unit/store/%: $(T)/unit/store/%.o $(call unit_help,store) $(O)/libstore.a
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcmocka $(STORE_LIBS)
$(T)/unit/ui/%: $(T)/unit/ui/%.o $(call unit_help,ui) \
		$(O)/libui.a $(O)/libstore.a
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcmocka $(UI_LIBS) $(STORE_LIBS)
$(T)/unit/server/%: $(T)/unit/server/%.o $(call unit_help,server) \
		$(O)/libserver.a $(O)/libstore.a
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcmocka $(SERVER_LIBS) $(STORE_LIBS)
# What only drives the program is no subject of the sanitizers.
$(T)/tools/%: CFLAGS_asan = -O1 -g
$(T)/tools/%: $(T)/tools/%.o
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lvterm -lutil -lssh -llmdb -lsodium
$(T)/tools/%.so: tests/tools/%.c
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)gcc $(filter-out -fPIE,$(CFLAGS)) -fPIC -shared -o $@ $<

# The corpora run as plain tests with driver.c; with B=fuzz the same targets
# are libFuzzer programs.
FUZZ_DRIVER = $(if $(filter fuzz,$(B)),,$(T)/fuzz/driver.o)
FUZZ_FLAGS = $(if $(filter fuzz,$(B)),-fsanitize=fuzzer)
$(T)/fuzz/fuzz_%: $(T)/fuzz/fuzz_%.o $(FUZZ_DRIVER) $(LIBS)
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) $(FUZZ_FLAGS) -o $@ $^ $(ALL_LIBS)
$(T)/fuzz/%.o: CFLAGS += -Wno-missing-prototypes

unit: $(UNIT) ## unit tests (B=asan: with sanitizers, here and below)
	@$(RUN) $(UNIT)
screens: all $(TOOLS) ## screens against what is expected (UPDATE=1 rewrites)
	@$(RUN) $(SCREENS)
e2e: all $(TOOLS) ## the real ssh client against the real server
	@$(RUN) $(E2E)
corpora: $(FUZZ) ## the fuzzers' corpora as plain tests
	@$(RUN) $(FUZZ)
lint: all $(TOOLS) ## layers, sizes, words, translations
	@$(RUN) $(LINT)
kill: all $(TOOLS) ## kill rounds (ROUNDS=5)
	@$(RUN) tests/kill/round.py

# Long ones first: the jobs then end together.
LONGEST = $(filter %/test_terminals.py %/test_bad_input.py \
	%/test_server_stop.py,$(E2E))
CHECKED = $(LONGEST) $(filter-out $(LONGEST),$(E2E)) tests/kill/round.py \
	$(LINT) $(SCREENS) $(UNIT) $(FUZZ)
BENCH = $(T)/bench/load $(T)/bench/reference $(T)/bench/bench_store \
	$(T)/bench/bench_corpus $(T)/bench/bench_cases $(T)/bench/bench_search $(T)/bench/bench_frame
# Benchmarks are built with the rest, so that they stay in step with it; the
# one that needs a package of its own is left to `make bench`.
check-built: all $(TOOLS) $(UNIT) $(FUZZ) $(filter-out %/bench_search,$(BENCH))
check: ## everything above, and 5 kill rounds; under 5 minutes
	@server/pkg/deps.sh build run test
	@$(BUILD) check-built
	@$(RUN) $(CHECKED)

asan: ## units and end-to-end tests with sanitizers; a leak fails
	@server/pkg/deps.sh build run test
	@$(BUILD) B=asan all unit-built
	@$(MAKE) --no-print-directory B=asan sanitized
sanitized:
	@LIMIT=900 $(RUN) $(E2E) $(UNIT)
unit-built: $(UNIT) $(TOOLS)

fuzz: ## each fuzzer for SECONDS_EACH seconds (60)
	@server/pkg/deps.sh build run test
	@$(BUILD) B=fuzz fuzz-built
	@SECONDS_EACH=$(SECONDS_EACH) B=fuzz O=build/fuzz ROUNDS= \
	    tests/run.sh build/fuzz/tests/out \
	    $(FUZZ_SRC:tests/fuzz/%.c=build/fuzz/tests/fuzz/%)
fuzz-built: $(FUZZ)

torture: ## 200 kill rounds (ROUNDS), then a minute of each fuzzer
	@server/pkg/deps.sh build run test
	@$(BUILD) all $(TOOLS)
	@$(BUILD) B=fuzz fuzz-built
	@SECONDS_EACH=$(SECONDS_EACH) $(RUN) tests/kill/round.py \
	    $(FUZZ_SRC:tests/fuzz/%.c=build/fuzz/tests/fuzz/%)

cov: ## which lines the unit, screen and end-to-end tests reach
	@$(MAKE) --no-print-directory B=cov all unit screens e2e
	@tests/tools/cov.sh build/cov

po: ## bring the messages of the sources into ui/po/fr.po
	@ui/po/update.sh

docs: all $(TOOLS) ## docs/gen from the tables, docs/screens by running it
	@docs/gen.sh $(O)/palabre
	@export PALABRE=$(abspath $(O)/palabre) TOOLS=$(abspath $(T)/tools); \
	python3 docs/screens.py && UPDATE=1 python3 tests/e2e/test_scenario.py

$(T)/bench/load: $(T)/bench/load.o
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lssh
$(T)/bench/reference: $(T)/bench/reference.o
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lncursesw -ltinfo
$(T)/bench/bench_store $(T)/bench/bench_corpus $(T)/bench/bench_cases: %: %.o \
    $(T)/bench/bench_open.o $(O)/libstore.a
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(STORE_LIBS)
$(T)/bench/bench_search: $(T)/bench/bench_search.o $(T)/bench/bench_open.o \
    $(O)/libstore.a
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lsqlite3 $(STORE_LIBS)
# The entries of the cooperative frame, which bench_frame can leave out.
FRAME = share_add share_much restate_closed restate_begin rhythm_next \
	rhythm_now rhythm_gap wait_drop duel_look views_target reader_asked \
	synthesis_ask synthesis_noted round_target round_written \
	strict_withholds reader_round reader_blind
$(T)/bench/bench_frame: $(T)/bench/bench_frame.o $(T)/bench/bench_open.o \
    $(O)/libstore.a
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) $(FRAME:%=-Wl,--wrap=%) -o $@ $^ $(STORE_LIBS)
bench-built: all $(BENCH)
bench: ## figures beside references (QUICK=1: under 5 minutes; FRESH=1)
	@server/pkg/deps.sh
	@$(BUILD) bench-built
	@python3 tests/bench/bench.py $(O)
# Those beside the tests too (forum_fixture), whatever they are linked to.
-include $(wildcard $(T)/*/*.d $(T)/*/*/*.d)
# Objects of tests are wanted again at the next run.
.SECONDARY:
.PHONY: unit unit-built asan sanitized screens e2e corpora lint kill check check-built fuzz \
	fuzz-built torture cov po docs bench bench-built
