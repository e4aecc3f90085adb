# make chat: set up, train if need be, serve.   make test: set up and run everything.
# Both work where only Python 3 (with venv and pip) and make are there; neither needs the other.

VENV := .venv
PYTHON := $(VENV)/bin/python
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
PORT ?= 5005

export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

# uv trusts the machine's own certificates, as pip does (the second name is an older uv's).
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true

.PHONY: chat test setup lock docs clean

chat: setup
	@$(PYTHON) -m bot serve --port $(PORT)

test: setup
	@tests/set_up_machine
	@$(PYTHON) -m pytest $(ARGS)

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock .python-version
	@test -x "$(UV)" || { echo "Installing uv, which installs the rest, into .uv"; \
	  python3 -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv; }
	@echo "Making an environment in $(VENV)"
	@$(UV) venv --quiet --clear --python "$$(cat .python-version)" $(VENV)
	@echo "Installing what the lock file names (about 700 MB the first time)"
	@VIRTUAL_ENV=$(VENV) $(UV) pip sync --require-hashes --compile-bytecode requirements.lock
	@# Rasa's own commands (rasa train, rasa shell) must not report families' use either.
	@echo 'import os; os.environ["RASA_TELEMETRY_ENABLED"] = "false"' \
	  > $$($(PYTHON) -c 'import site; print(site.getsitepackages()[0])')/no_telemetry.pth
	@touch $@

# The lock: names, versions and hashes only.
lock:
	@$(UV) pip compile --quiet --all-extras --generate-hashes --no-emit-index-url \
	  --python-version "$$(cat .python-version)" --output-file requirements.lock pyproject.toml

# The parts of docs/ that are made from the code.
docs: setup
	@$(PYTHON) -m bot.reference

clean:
	rm -rf $(VENV) .uv .cache .guide models/*.tar.gz
