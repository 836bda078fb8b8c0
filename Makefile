# Coverdict: `make help` lists what there is.
# PYTHON=python3.12 names the interpreter, CASE=file the case of the demo, ARGS=… goes to pytest.

CASE ?= knowledge/medicare-therapy/examples/knee-pt.yaml
PYTHON ?=
ARGS ?=
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
	@for pack in knowledge/*/ tests/packs/*/; do $(BIN)/coverdict test --mutate "$$pack" || exit; done
	@$(BIN)/pytest --no-header --hypothesis-profile=prove -m "prove or hypothesis" $(ARGS)

bench: test-environment ## measure the time of a decision
	@$(BIN)/python tests/bench/decide.py

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
