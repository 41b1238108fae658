# The image and what is in it. Part of the Makefile, which includes it.

BUSYBOX  := third_party/busybox-1.37.0
CERTIFI  := third_party/certifi-2026.10.18
HOSTCC   ?= cc

# ---- busybox -------------------------------------------------------------------------------------------

# What is compiled is told our musl, what is linked its start files; neither says where this machine keeps them.
BUSYBOX_CFLAGS := $(MACHINE_FLAGS) -fPIE -g0 -w -nostdinc -isystem $(abspath $(BUILD))/musl/include -isystem $(GCC_INCLUDE)
BUSYBOX_LINK   := -nostdlib -nostartfiles -static -s -Wl,-pie,--no-dynamic-linker,-z,text,-z,relro,-z,now,-z,noexecstack,--gc-sections,--build-id=none \
                  -L$(abspath $(BUILD))/musl/lib $(foreach o,rcrt1 crti crtn,$(abspath $(BUILD))/musl/lib/$(o).o)
BUSYBOX_MAKE   := KCONFIG_NOTIMESTAMP=1 $(MAKE) $(if $(V),,-s) --no-print-directory -C $(BUSYBOX) O='$(abspath $(BUILD))/busybox' \
                  ARCH='$(MACHINE)' CC='$(CC)' AR='$(AR)' HOSTCC='$(HOSTCC)' SKIP_STRIP=y CONFIG_EXTRA_CFLAGS='$(BUSYBOX_CFLAGS)' \
                  CFLAGS_busybox='$(BUSYBOX_LINK)' LDLIBS='c gcc'

$(BUILD)/busybox.from: FORCE
	@mkdir -p $(@D); echo '$(CC) $(BUSYBOX_CFLAGS) $(BUSYBOX_LINK)' >$@.new; $(call keep,$@)

# busybox_unstripped is the program; the linker has stripped it. busybox.links lists what it answers to. Its build packs the
# configuration with bzip2 for an applet that is off: where there is no bzip2, cat does.
$(BUILD)/busybox/busybox: third_party/busybox.config $(BUILD)/busybox.from $(BUILD)/musl/lib/libc.a
	$(call say,BUSYBOX,$@)
	$(Q)rm -rf $(@D) && mkdir -p $(@D) && cp $< $(@D)/.config
	$(Q)printf '#!/bin/sh\nexec cat\n' >$(@D)/bzip2 && chmod +x $(@D)/bzip2
	$(Q)+{ $(BUSYBOX_MAKE) oldconfig </dev/null && PATH="$$PATH:$(abspath $(@D))" $(BUSYBOX_MAKE) busybox_unstripped busybox.links; } \
		>$(@D).log 2>&1 || { cat $(@D).log >&2; exit 1; }
	$(Q)mv $(@D)/busybox_unstripped $@

# ---- root filesystem and image -----------------------------------------------------------------------

EXTRA ?=
IMAGE ?= aws-exe-sys:latest
export SOURCE_DATE_EPOCH ?= 0

ROOTFS := $(BUILD)/rootfs
OCI    := $(BUILD)/aws-exe-sys-$(MACHINE).oci.tar

.PHONY: busybox rootfs image oci
## make busybox         busybox as third_party/busybox.config has it, in build/busybox
busybox: $(BUILD)/busybox/busybox

## make rootfs          the image's files, in build/rootfs (EXTRA=folder: static tools for /usr/local/bin)
rootfs: all tools busybox
	$(call say,ROOTFS,$(ROOTFS))
	$(Q)scripts/make_rootfs.sh $(ROOTFS) $(BUILD)/bin $(BUILD)/busybox '$(EXTRA)'

## make image           Dockerfile.scratch with Docker, Podman or Buildah (IMAGE=name:tag)
image: rootfs
	$(Q)scripts/make_image.sh $(ROOTFS) $(MACHINE) '$(IMAGE)'

## make oci             the same image as an OCI archive, with no container tool
oci: rootfs
	$(call say,OCI,$(OCI))
	$(Q)scripts/make_oci.sh $(ROOTFS) $(MACHINE) $(OCI)

DIST       := $(BUILD)/aws-execution-engine.tar.gz
# Folders of builds for other machines, in which `make oci` has been.
DIST_ALSO ?=

.PHONY: dist
## make dist            all that a machine without a network needs, in one archive (DIST_ALSO=build folders of others)
dist: oci
	$(call say,DIST,$(DIST))
	$(Q)scripts/make_dist.sh $(DIST) $(BUILD) $(DIST_ALSO)
