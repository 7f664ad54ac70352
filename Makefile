# Every target does all of its own set-up. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check bench screenshots lock fonts schemas translations clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
RUNNABLE := $(VENV)/.runnable
READY := $(VENV)/.ready

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

run: $(RUNNABLE) ## open leadready; without a display, take the example respondent through the journey
	@sh packaging/linux/system-libraries window
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then PYTHONPATH=src $(BIN)/python -m leadready journey; \
	 else PYTHONPATH=src $(BIN)/python -m leadready; fi

test: $(READY) ## run every test
	@sh packaging/linux/system-libraries window
	@sh packaging/linux/system-libraries painter || echo "Without it no pictures of pages are made; the tests that compare them are skipped."
	@sh packaging/linux/system-libraries validator || echo "Without it veraPDF does not judge the PDF; the test that asks it is skipped."
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 -q

check: $(READY) ## format, lint, types, import rules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/basedpyright --warnings
	$(BIN)/lint-imports

bench: $(READY) ## figures beside their bare baselines
	@sh packaging/linux/system-libraries screenshots
	xvfb-run -a -s "-screen 0 1400x1000x24" $(BIN)/python -m benchmarks

screenshots: $(READY) ## pictures of every page, into docs/images
	@sh packaging/linux/system-libraries screenshots
	xvfb-run -a -s "-screen 0 2600x2000x24" $(BIN)/python -m tests.screenshots docs/images

schemas: $(READY) ## JSON Schemas of the file formats, into docs/formats
	$(BIN)/python -m leadready.assessment.schemas docs/formats
	$(BIN)/python -m leadready.workflow.panel.schemas docs/formats

translations: $(READY) ## bring the files of translations up to date with the texts
	$(BIN)/python packaging/translations/update.py

lock: $(READY) ## renew the pinned dependencies
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header \
	  --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header \
	  --python-version 3.11 pyproject.toml --group develop -o requirements/develop.txt

fonts: $(READY) ## build the bundled fonts again from their published parts
	$(BIN)/python -m pip install --quiet fonttools brotli
	$(BIN)/python packaging/fonts/build_fonts.py resources/fonts

clean: ## remove what was built
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(RUNNABLE): requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "leadready needs Python 3.11 or newer; set it with: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Setting up, once ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(READY): $(RUNNABLE) requirements/develop.txt pyproject.toml
	@echo "Setting up what developers need, once ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/develop.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
