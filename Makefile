# make demo     build the simulator and run three made-up counties
# make test     build and run all tests, counted by target
# make bench    time the engine beside the same clinic in C
# make lint     style and imports, without changing anything
# make format   bring the Swift sources into the house style
# make docs     write the generated documents again
# make validate compare with theory, other programs and published figures (docs/validation.md)
# make clean    forget what was built (results in Output/ stay)

.PHONY: demo test bench lint format docs validate clean prepare release

SWIFT_SOURCES = Sources Tests Package.swift

prepare:
	@scripts/prepare

release: prepare
	swift build -c release --product moudsim

demo: release
	@"$$(swift build -c release --show-bin-path)/moudsim" run three-counties --replace

test: prepare
	@scripts/test

bench:
	@scripts/prepare gcc=gcc python3=python3
	swift build -c release --product moudsim-bench
	python3 Benchmarks/performance.py --write

lint: prepare
	swift format lint --strict --recursive $(SWIFT_SOURCES)
	swift build --build-tests --explicit-target-dependency-import-check error

format: prepare
	swift format format --in-place --recursive $(SWIFT_SOURCES)

docs: release
	@scripts/docs "$$(swift build -c release --show-bin-path)/moudsim"

validate: release
	@"$$(swift build -c release --show-bin-path)/moudsim" validate --output docs/validation.md

clean:
	rm -rf .build Benchmarks/build
