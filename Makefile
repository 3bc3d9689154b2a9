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

test: setup-test
	$(BIN)/pytest

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
