# Everything runs in an environment of its own, made here: a machine needs Python 3.11+ and make.
#
#   make demo     the national example, start to finish; its files are left in out/
#   make test     tests and doctests; ONLY="not once" leaves out what is the same under every Python
#   make check    ruff and mypy
#   make docs     the pages as a site, in site/; any warning stops it; after make what-if with a page to try
#   make bench    how long each step takes, and what is a tenth slower than in benchmarks/results.json
#   make hostile  5,000 spoilt inputs, each read or refused with place and remedy; INPUTS=500 for fewer
#   make mutants  faults planted in three rooms, and which of them no test notices; SEED=1 for others
#   make programs on Debian, as root: the browser, the spreadsheet and the solvers that some tests drive
#   make what-if  the solver that the what-if page runs in a browser, from the npm registry; needs npm
#   make clean    remove the environments and all that was made
#
# PYTHON=/path/to/python chooses another interpreter; it gets an environment beside the first.

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

ifdef PYTHON
OF_ITS_OWN := -$(shell "$(PYTHON)" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
else
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	"$$python" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$python" && break; done)
endif
ifndef VENV
VENV := .venv$(OF_ITS_OWN)
endif

RUN := $(VENV)/bin/python
# no-compile: Python compiles what is imported, a third of what is installed
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --no-compile

.PHONY: demo test ready-to-test check format docs bench hostile mutants programs what-if clean
.DEFAULT_GOAL := demo
.NOTPARALLEL:

demo: $(VENV)/installed
	$(VENV)/bin/egov-budget demo --out out/

test: $(VENV)/ready-to-test
	$(RUN) -m pytest --numprocesses auto --dist worksteal --durations 25 $(if $(ONLY),-m "$(ONLY)")

ready-to-test: $(VENV)/ready-to-test

check: $(VENV)/ready-to-check
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

format: $(VENV)/ready-to-check
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

docs: $(VENV)/ready-to-document
	$(RUN) -m sphinx -W --keep-going -aEq docs site

bench: $(VENV)/ready-to-test
	$(RUN) -m benchmarks

hostile: $(VENV)/ready-to-test
	$(RUN) -m benchmarks.hostile $(if $(INPUTS),--inputs $(INPUTS))

mutants: $(VENV)-mutants/ready
	$(VENV)-mutants/bin/python -m benchmarks.mutants $(if $(MUTANTS),--mutants $(MUTANTS)) $(if $(SEED),--seed $(SEED))

programs:
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends \
		chromium chromium-driver libreoffice-calc-nogui coinor-cbc glpk-utils >/dev/null

# a wheel that is built afterwards has these files

SOLVER := src/egov_budget/reporting/html/solver
HIGHS := highs-1.15.3.tgz
SHA512 := e6bce3065024a91c6bec53affa2663c45f2735f2ac12df2e39a3f74ba825b3ac917f8f89bf806a04813788f16c81f387bad40130dc5113d8d687144033b3b273

what-if: $(SOLVER)/highs.wasm

$(SOLVER)/highs.wasm:
	mkdir -p $(SOLVER)
	cd $(SOLVER) && npm pack --silent highs@1.15.3
	cd $(SOLVER) && echo "$(SHA512)  $(HIGHS)" | sha512sum --check --quiet
	cd $(SOLVER) && tar --extract --touch --file $(HIGHS) --strip-components 1 package/LICENSE
	cd $(SOLVER) && tar --extract --touch --file $(HIGHS) --strip-components 2 package/build/highs.js package/build/highs.wasm
	rm $(SOLVER)/$(HIGHS)

clean:
	rm -rf .venv .venv-* out site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamps below are younger than pyproject.toml once its packages are installed.

$(VENV)/bin/python:
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "No Python 3.11 or newer: $(or $(PYTHON),none was found)."; \
		echo "Install it, or name one: make PYTHON=/path/to/python3.11 ..."; exit 1; } >&2
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make an environment: its modules venv and ensurepip are missing."; \
		echo "Install them (Debian, Ubuntu: apt install python3-venv), or name another Python:"; \
		echo "make PYTHON=/path/to/python3.11 ..."; exit 1; } >&2
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/ready-to-test: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable ".[test,plots]"
	@touch $@

$(VENV)/ready-to-check: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable ".[check,plots,standards]"
	@touch $@

$(VENV)/ready-to-document: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable ".[docs]"
	@touch $@

# all of these at once: one look at the registry in place of three

$(VENV)/ready: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable ".[check,docs,plots,standards,test]"
	@touch $(VENV)/installed $(VENV)/ready-to-test $(VENV)/ready-to-check $(VENV)/ready-to-document $@

# cosmic-ray brings packages of its own, which nothing else here needs

$(VENV)-mutants/ready: pyproject.toml
	"$(PYTHON)" -m venv $(VENV)-mutants
	$(VENV)-mutants/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[test,plots,mutants]"
	@touch $@
