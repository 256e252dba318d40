# make demo       build the simulator and run three made-up counties
# make test       build and run all tests, counted by target
# make serve      build the what-if page and open it
# make notebooks  run the notebooks and check that they hold
# make validate   compare with theory, other programs and published figures (docs/validation.md)
# make bench      time the engine beside C, C++ and other simulation programs (docs/performance.md)
# make static     one binary that runs where Swift is not installed
# make reproducible  whether two folders give the same binary, two builds
# make tsan       the tests with ThreadSanitizer (data races)
# make asan       the tests, and the optimised program, with AddressSanitizer
# make fuzz       look for inputs that break a reader, ten minutes
# make coverage   the tests, and which lines they run, with a floor for each target
# make docs       write the generated documents again
# make charts     get the chart library of reports again (make release does it once)
# make lint       style and imports, without changing anything
# make format     bring the Swift sources into the house style
# make clean      forget what was built (results in Output/ stay)

.PHONY: asan bench charts clean coverage demo docs format fuzz lint notebooks prepare release
.PHONY: reproducible serve static test tsan validate

SWIFT_SOURCES = Sources Tests Package.swift

prepare:
	@scripts/prepare

charts: prepare
	@scripts/charts

# Without Python or a network the program is built all the same; reports then have tables only.
release: prepare
	@scripts/charts --if-possible
	swift build -c release --product moudsim

demo: release
	@"$$(swift build -c release --show-bin-path)/moudsim" run three-counties --replace

notebooks: release
	@MOUDSIM="$$(swift build -c release --show-bin-path)/moudsim" scripts/notebooks

# Two programs: people expect "moudsim serve" to work afterwards.
serve: release
	swift build -c release --product moudsim-serve
	@"$$(swift build -c release --show-bin-path)/moudsim" serve --open

test: prepare
	@scripts/browser
	@scripts/test

coverage: prepare
	@scripts/browser
	@MOUDSIM_COVERAGE=1 scripts/test

tsan: prepare
	@scripts/sanitize --self-test
	@scripts/sanitize thread

asan: prepare
	@scripts/sanitize --self-test
	@scripts/sanitize address

fuzz: prepare
	@scripts/fuzz --self-test
	@scripts/fuzz

bench:
	@scripts/prepare gcc=gcc g++=g++ python3=python3
	@python3 -c 'import ensurepip' 2>/dev/null || scripts/prepare missing:python3-venv=python3-venv
	swift build -c release --product moudsim-bench
	python3 Benchmarks/performance.py --write

lint: prepare
	swift format lint --strict --recursive $(SWIFT_SOURCES)
	swift build --build-tests --explicit-target-dependency-import-check error

format: prepare
	swift format format --in-place --recursive $(SWIFT_SOURCES)

docs: release
	@scripts/docs "$$(swift build -c release --show-bin-path)/moudsim"

static: prepare
	@scripts/static

reproducible: prepare
	@scripts/reproducible

validate: release
	@"$$(swift build -c release --show-bin-path)/moudsim" validate --output docs/validation.md

clean:
	rm -rf .build Benchmarks/build
