# Coverdict: `make help` lists what there is.
# PYTHON=python3.12 names the interpreter, CASE=file the case of the demo, ARGS=… goes to pytest,
# and with `make bench` to the page of figures: ARGS=--quick for a short run.

CASE ?= knowledge/medicare-therapy/examples/knee-pt.yaml
PYTHON ?=
ARGS ?=
JSON_RULES := 7.3.1
BIN := .venv/bin
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help demo test prove bench format schemas clean core-environment test-environment

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: core-environment ## decide a real case and print the verdict with its reasons
	@$(BIN)/coverdict decide "$(CASE)"

test: test-environment ## run every check
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy engine cli
	@report=$$($(BIN)/lint-imports --no-logo 2>&1) && echo "Imports: every contract kept" \
		|| { echo "$$report"; exit 1; }
	@for pack in knowledge/*/; do $(BIN)/coverdict check --strict "$$pack" || exit; done
	@for pack in knowledge/*/ tests/packs/*/; do $(BIN)/coverdict fmt --check "$$pack" || exit; done
	@$(BIN)/pytest --no-header -n auto --dist loadfile $(ARGS)

prove: test-environment ## run the slow proofs, every law with more examples, and every mutant of the rules
	@for pack in knowledge/*/; do $(BIN)/coverdict test --coverage "$$pack" || exit; done
	@for pack in knowledge/*/ tests/packs/*/; do $(BIN)/coverdict test --mutate "$$pack" || exit; done
	@$(BIN)/pytest --no-header --hypothesis-profile=prove -m "prove or hypothesis" $(ARGS)

bench: test-environment build/bench/installed ## measure us and other engines, write docs/benchmarks.md
	@$(BIN)/python -m tests.bench.page $(ARGS)

# What can't be installed is told on the page; it stops nothing.
build/bench/installed: constraints-bench.txt
	@echo "installing the engines to compare with in build/bench"
	@rm -rf build/bench && mkdir -p build/bench
	@$(BIN)/python -m pip --disable-pip-version-check --no-input install --no-deps --target build/bench/python \
		-r constraints-bench.txt >build/bench/pip.log 2>&1 \
		|| echo "make: the engines of constraints-bench.txt could not be installed (log: build/bench/pip.log)"
	@npm install --prefix build/bench/node --no-package-lock --no-save --no-fund --no-audit \
		json-rules-engine@$(JSON_RULES) >build/bench/npm.log 2>&1 \
		|| echo "make: json-rules-engine could not be installed: is npm here? (log: build/bench/npm.log)"
	@touch $@

format: test-environment ## format the code and mend what ruff can mend
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

schemas: core-environment ## write the packs' own names and values for editors
	@for pack in knowledge/*/ tests/packs/*/; do \
		$(BIN)/coverdict schema "$$pack" -o ".vscode/schemas/$$(basename "$$pack")" || exit; done

clean: ## remove the environment and everything else that make made
	@rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find engine cli tests -name __pycache__ -type d -prune -exec rm -rf {} +

core-environment:
	@.ci/environment core

test-environment:
	@.ci/environment test
