# make demo and make test are all a newcomer needs; both install what is missing first.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

# Many tests wait for servers, browsers and printers: twice as many workers as there are cores.
WORKERS := $(shell expr $$(nproc 2>/dev/null || echo 2) \* 2)

.PHONY: setup run demo test check bench lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml .ci/system-packages
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, this is $$($(PYTHON) -V). Try: make PYTHON=python3.11"; exit 1; }
	PYTHON=$(PYTHON) .ci/system-packages
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

run: setup
	$(BIN)/kiosk run --demo

demo: setup
	$(BIN)/kiosk demo

# Hundreds of tests start the program anew: it is compiled once, also where the environment says otherwise.
test: setup
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

bench: setup
	$(BIN)/kiosk bench

lock: setup
	$(BIN)/pip-compile --quiet --extra dev --all-build-deps --allow-unsafe --strip-extras --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.lock pyproject.toml

clean:
	rm -rf build .venv
