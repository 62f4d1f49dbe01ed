# Every target that builds installs missing packages first.

SWIFT ?= swift
STATIC = --configuration release --static-swift-stdlib --scratch-path .build-static
PACKAGES = libncurses-dev libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libsqlite3-dev pkg-config tmux python3 openssl
N ?= 200
SEED ?= $(shell date +%s)
MB ?= 10
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help demo test test-units test-terminal test-records test-faults failures check chaos fuzz lint build release \
	screens bench setup clean

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

test: setup ## Runs all tests
	$(SWIFT) build --product vitty
	$(SWIFT) build --build-tests
	@$(MAKE) --jobs=4 --output-sync=target test-units test-terminal test-records test-faults \
	  || { $(MAKE) --no-print-directory failures; exit 1; }

# Four processes at a time, since most tests wait for a terminal or a server; within each of them
# tests run one after another. The test bundle is run directly: several `swift test` at a time would
# lock each other out.
TESTS = .build/debug/vittyPackageTests.xctest --testing-library swift-testing --no-parallel
FAULTS = ChaosTests|KillTests|LostAnswerTests|NetworkTests|RefusalTests|SilentServerTests
RECORDS = OperationTests|UseCaseTests|ConversationTests|CreateTests|InstanceTests|RemovalTests|EditTests|ConflictTests
# What each of them prints is kept as well, to repeat at the end what failed.
LOGS = .build/test-units.log .build/test-terminal.log .build/test-records.log .build/test-faults.log
SHELL = /bin/bash -o pipefail

test-units:
	$(TESTS) --skip '^EndToEndTests\.' 2>&1 | tee .build/$@.log

test-terminal:
	$(TESTS) --filter '^EndToEndTests\.' --skip '$(FAULTS)|$(RECORDS)' 2>&1 | tee .build/$@.log

test-records:
	$(TESTS) --filter '^EndToEndTests\..*($(RECORDS))' 2>&1 | tee .build/$@.log

test-faults:
	$(TESTS) --filter '^EndToEndTests\..*($(FAULTS))' 2>&1 | tee .build/$@.log

# Each failure with what was on screen, which is longer than the end of a log that many look at: blank
# lines and the middle of a screen are left out.
failures:
	@echo 'What failed:'; awk -f Tests/failures.awk $(LOGS)

check: setup lint test ## Lints and tests: run it before every commit

lint: ## Checks the format of all sources
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

build: setup ## Builds for debugging
	$(SWIFT) build

release: setup ## Builds the release program: .build-static/release/vitty
	$(SWIFT) build $(STATIC) --product vitty

chaos: setup ## Runs N rounds of random failures: make chaos N=200 SEED=17
	$(SWIFT) build --product vitty
	VITTY_CHAOS_ROUNDS=$(N) VITTY_CHAOS_SEED=$(SEED) \
	  $(SWIFT) test --no-parallel --filter ChaosTests

fuzz: setup ## Feeds MB megabytes of random input to the decoder: make fuzz MB=10
	VITTY_FUZZ_BYTES=$(MB)000000 $(SWIFT) test --no-parallel --filter InputFuzzTests

screens: setup ## Re-records the golden screens and pages; review them before a commit
	$(SWIFT) build --product vitty
	VITTY_RECORD_SCREENS=1 $(SWIFT) test --no-parallel --filter ConsoleTests

bench: release ## Measures start-up, keys, memory and bytes
	$(SWIFT) build $(STATIC) --product vitty-demo-server
	python3 Benchmarks/bench.py .build-static/release/vitty

clean: ## Removes all build products
	rm -rf .build .build-*
