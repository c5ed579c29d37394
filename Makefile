# `make` alone lists what there is. All work is in SwiftPM and scripts/; this gives it short names.

SWIFT ?= swift
# More arguments for `demo`, `bench` and `mutants`: make demo ARGS="--stations 8"
ARGS ?=

BUILD := $(SWIFT) build -c release --explicit-target-dependency-import-check error
ATTENDEES := $(wildcard ../shared/data/attendees-5000.csv)
SCHEDULE := $(wildcard ../shared/data/31c3-schedule.xml)
TIMED := scripts/timed

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help build demo test bench simulate mutants odds mesh mixed lint dist test-dist clean \
	deps deps-tests deps-dist tests seeds interop

help:
	@echo "Targets:"
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) \
		| awk -F'|' '{ printf "%-9s %s\n", $$1, $$2 }'

build: deps ## build the program nexstage-peer, in release mode
	$(BUILD) --product nexstage-peer

demo: build ## the whole story with real processes on loopback
	"$$($(BUILD) --show-bin-path)/nexstage-peer" demo \
		$(if $(ATTENDEES),--attendees $(ATTENDEES)) $(if $(SCHEDULE),--schedule $(SCHEDULE)) $(ARGS)

test: deps-tests ## lint, build, and run every test; pack, and try the packages in a fresh Debian
	@$(TIMED) lint $(MAKE) --no-print-directory lint
	@$(TIMED) build $(BUILD) --build-tests
	@$(TIMED) tests $(MAKE) --no-print-directory tests
	@$(TIMED) simulate $(MAKE) --no-print-directory seeds
	@if [ -x Tests/Interop/run ]; then $(TIMED) interop $(MAKE) --no-print-directory interop; fi
	@$(TIMED) dist $(MAKE) --no-print-directory test-dist

bench: build ## the numbers of the README, on this machine
	"$$($(BUILD) --show-bin-path)/nexstage-peer" bench $(ARGS)

simulate: build ## 2,000 seeds of simulated events, with everything that may go wrong
	"$$($(BUILD) --show-bin-path)/nexstage-peer" simulate --seeds 2000 $(ARGS)

mutants: deps ## break the engine in one way after the other: does the simulator notice?
	SWIFT="$(SWIFT)" Tests/Mutants/run --write $(ARGS)

odds: build ## duplicate admissions by partition, arrivals and policy: docs/odds.md and .svg
	NEXSTAGE_LANG=en "$$($(BUILD) --show-bin-path)/nexstage-peer" simulate odds \
		--svg docs/odds.svg $(ARGS) > docs/odds.txt || { rm -f docs/odds.txt; exit 1; }
	scripts/splice docs/odds.md < docs/odds.txt
	rm docs/odds.txt

mesh: build ## how soon 100 replicas hear of an operation, and two halves are one: docs/figures.md
	NEXSTAGE_LANG=en "$$($(BUILD) --show-bin-path)/nexstage-peer" simulate mesh \
		$(ARGS) > docs/mesh.txt || { rm -f docs/mesh.txt; exit 1; }
	scripts/splice docs/figures.md < docs/mesh.txt
	rm docs/mesh.txt

lint: ## formatting, and which target may import what
	$(SWIFT) format lint --strict --parallel -r Sources Tests Package.swift
	scripts/check-layers --self-test
	scripts/check-layers

dist: deps deps-dist ## a tarball and a .deb for machines without a toolchain, in dist/
	@SWIFT="$(SWIFT)" $(TIMED) pack scripts/dist

test-dist: dist ## install and run what `dist` made in a fresh Debian (as root)
	@scripts/deps --dist-tests
	@SWIFT="$(SWIFT)" $(TIMED) fresh-debian Tests/Dist/run

mixed: build ## two releases in a row on one event: OLD=COMMIT, by default the commit before this one
	@Tests/Mixed/run "$$($(BUILD) --show-bin-path)/nexstage-peer" "$(or $(OLD),HEAD~1)"

clean: ## remove what was built
	rm -rf .build .build-mutants .build-dist .build-mixed dist

# What the targets above are made of.

deps:
	@scripts/deps

deps-tests:
	@scripts/deps --tests

deps-dist:
	@scripts/deps --dist

# Some tests run the built program: this is where it is.
tests:
	@NEXSTAGE_PEER="$$($(BUILD) --show-bin-path)/nexstage-peer" \
		SWIFT="$(SWIFT)" scripts/run-tests

# The commit is the seed, so that each commit plays days which no other has played.
seeds:
	"$$($(BUILD) --show-bin-path)/nexstage-peer" simulate --seeds 400 \
		--seed "$$(git rev-parse HEAD 2>/dev/null || echo none)"

interop:
	@NEXSTAGE_PEER="$$($(BUILD) --show-bin-path)/nexstage-peer" PYTHON="$$(scripts/python)" \
		Tests/Interop/run
