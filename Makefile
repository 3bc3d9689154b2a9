# 円卓 (Entaku). `make demo` and `make test` install what is missing.
.PHONY: demo test check serve bench bench-order clean setup setup-test docs
export PYTHONDONTWRITEBYTECODE =
BIN = .venv/bin

setup:
	@setup/install.sh run

setup-test:
	@setup/install.sh test

demo: setup
	$(BIN)/entaku demo --out out/demo

serve: setup
	$(BIN)/entaku serve

# The unit tests, which need nothing but a processor, run beside the others, which mostly wait for pages.
test: setup-test
	@mkdir -p out; \
	nice -n 10 $(BIN)/pytest tests/unit >out/unit-tests.txt 2>&1 & unit=$$!; \
	trap "kill $$unit" INT TERM; \
	$(BIN)/pytest tests/browser tests/conventions tests/integration; others=$$?; \
	wait $$unit; unit=$$?; cat out/unit-tests.txt; \
	test $$others -eq 0 && test $$unit -eq 0

check: setup-test
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.conventions.generated --check

docs: setup-test
	$(BIN)/python -m tests.conventions.generated

bench: setup-test
	$(BIN)/python -m tests.bench

bench-order: setup-test
	$(BIN)/python -m tests.bench.bench_order

clean:
	rm -rf .venv node_modules out dist static/vendor static/fonts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
