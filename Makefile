# The menu of this project. Tests run one after the other: many of them have a server or a
# terminal of their own, and two cores are few.
#
# `make demo` and `make test` do all set-up by themselves.

SWIFT ?= swift
STATIC = --configuration release --static-swift-stdlib --scratch-path .build-static
PACKAGES = libncurses-dev libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libsqlite3-dev pkg-config tmux python3 openssl
N ?= 200
SEED ?= $(shell date +%s)
MB ?= 10
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help demo test check chaos fuzz lint build release screens bench setup clean

help: ## Shows this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: ## Installs what is missing (Debian and Ubuntu)
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq $$missing; \
	fi

demo: setup ## Builds and opens a made-up workspace
	$(SWIFT) build --product vitty
	.build/debug/vitty demo

test: setup ## Passes all tests
	$(SWIFT) build --product vitty
	$(SWIFT) test --no-parallel

check: setup lint test ## What has to pass before every commit

lint: ## Checks the format of all sources
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

build: setup ## Builds for debugging
	$(SWIFT) build

release: setup ## Builds the program that is given away: .build-static/release/vitty
	$(SWIFT) build $(STATIC) --product vitty

chaos: setup ## Passes N rounds in which everything fails: make chaos N=200 SEED=17
	$(SWIFT) build --product vitty
	VITTY_CHAOS_ROUNDS=$(N) VITTY_CHAOS_SEED=$(SEED) \
	  $(SWIFT) test --no-parallel --filter ChaosTests

fuzz: setup ## Sends MB million bytes of made-up input to the decoder: make fuzz MB=10
	VITTY_FUZZ_BYTES=$(MB)000000 $(SWIFT) test --no-parallel --filter InputFuzzTests

screens: setup ## Records the golden screens and pages anew, to be reviewed before a commit
	$(SWIFT) build --product vitty
	VITTY_RECORD_SCREENS=1 $(SWIFT) test --no-parallel --filter ConsoleTests

bench: release ## Measures start, keys, memory and bytes
	$(SWIFT) build $(STATIC) --product vitty-demo-server
	python3 Benchmarks/bench.py .build-static/release/vitty

clean: ## Removes everything that was built
	rm -rf .build .build-*
