# Two commands matter: `make run` and `make test`. Both need only Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_COMPILE := $(BIN)/uv pip compile --universal --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links --python-version 3.11

.PHONY: run test check soak chaos format lock messages clean

run: $(VENV)/run.stamp
	$(BIN)/python manage.py up

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/djlint templates --check --quiet
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python manage.py makemigrations --check --dry-run
	SITE_URL=https://check.example SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py format_course content/aigc --check
	$(BIN)/python manage.py load_course content/aigc --check

# Hours, not minutes: 100,000 random plans, and 200 scripts of course edits under 500 learners.
soak: $(VENV)/dev.stamp
	SOAK_PLANS=100000 SOAK_SCRIPTS=200 SOAK_LEARNERS=500 $(BIN)/python -m pytest --durations=5 \
		tests/progress/test_schedule.py::test_the_plan_is_what_a_slow_walk_through_the_calendar_finds \
		tests/progress/test_course_changes.py

# Most of an hour: every planted defect has to be caught, then thousands of attempts on both set-ups while everything is
# killed at random. It says beforehand how long it takes.
chaos: $(VENV)/dev.stamp
	$(BIN)/python -m bench.chaos --planted
	$(BIN)/python -m bench.chaos

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint templates --reformat --quiet
	$(BIN)/python manage.py format_course content/aigc

# Needs gettext. Compiled catalogues are committed, so nobody needs it to run.
messages: $(VENV)/dev.stamp
	$(BIN)/python manage.py makemessages --locale en --extension html,txt,md,py --add-location file --ignore .venv --ignore var \
		--ignore content --ignore docs --ignore tests --no-obsolete
	$(BIN)/python manage.py compilemessages --locale en --locale zh_Hans --ignore .venv

# No uv.lock: it would carry the address of a registry.
lock: $(VENV)/dev.stamp
	$(BIN)/pip install --quiet uv
	$(UV_COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(UV_COMPILE) --upgrade --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV)

# A stamp is newer than its lock exactly when what the lock names is installed.
$(VENV)/run.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("AIGC Academy needs Python 3.11 or newer; set PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
