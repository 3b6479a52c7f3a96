# The front door. Everything needs the .NET 10 SDK and nothing else, but for test-slurm, which needs Slurm's packages and root.

CONFIGURATION ?= Release
SPEC ?= quick
RESULTS ?= results
REPORTS ?= reports
JOBS ?=
FILTER ?= *
CASES ?=
PYTHON ?=
CLOCK ?= wall
NAME ?=

CLI := src/GanBench.Cli/GanBench.Cli.csproj
DLL := $(CURDIR)/src/GanBench.Cli/bin/$(CONFIGURATION)/net10.0/GanBench.Cli.dll
GANBENCH := bin/ganbench
MICROBENCHMARKS := src/GanBench.Benchmarks/GanBench.Benchmarks.csproj
MICROBENCH := dotnet src/GanBench.Benchmarks/bin/$(CONFIGURATION)/net10.0/GanBench.Benchmarks.dll
BUILD := dotnet msbuild -restore -v:q -nologo -p:Configuration=$(CONFIGURATION)
FOLDERS = --results "$(RESULTS)" --reports "$(REPORTS)" $(if $(JOBS),--jobs "$(JOBS)")

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.DEFAULT_GOAL := help
.PHONY: help build cli test test-slurm bench smoke run report microbench peer digests judges clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

build: cli  ## build everything, tests included, and the launcher bin/ganbench
	@echo "Building the rest ..."
	@$(BUILD) GanBench.sln

cli:
	@echo "Building bin/ganbench ..."
	@$(BUILD) $(CLI)
	@mkdir -p bin
	@printf '#!/bin/sh\nexec dotnet "%s" "$$@"\n' '$(DLL)' > $(GANBENCH).new
	@chmod +x $(GANBENCH).new
	@mv $(GANBENCH).new $(GANBENCH)

test:  ## build and run all tests
	@echo "Building everything ..."
	@$(BUILD) GanBench.sln
	@status=$$(mktemp) && trap 'rm -f "$$status"' EXIT && \
	{ dotnet test -c $(CONFIGURATION) --no-build --nologo GanBench.sln -- RunConfiguration.TreatNoTestsAsError=true; echo $$? > "$$status"; } | \
	awk '{ print; fflush() } \
	    / Failed: +[0-9]+, Passed: +[0-9]+/ { gsub(/,/, ""); for (i = 1; i < NF; i++) n[$$i] += $$(i + 1) } \
	    END { printf "%d passed, %d failed, %d skipped\n", n["Passed:"], n["Failed:"], n["Skipped:"]; exit n["Passed:"] == 0 }' && \
	exit "$$(cat "$$status")"

test-slurm: cli  ## build, run an array job on a real Slurm of one node in a temporary folder (needs root and Slurm's packages)
	@tests/slurm/run.sh

bench: cli  ## build, run the quick matrix (experiments/quick.json), write results/quick and reports/quick
	@$(GANBENCH) run quick $(FOLDERS)

smoke: cli  ## build, run every technique on every dataset for a few steps, in a temporary folder
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(GANBENCH) run smoke --results "$$folder/results" --reports "$$folder/reports" $(if $(JOBS),--jobs "$(JOBS)") && \
	echo "The files above were temporary and are removed now."

run: cli  ## build, run an experiment: make run SPEC=quick [JOBS=4] [RESULTS=results] [REPORTS=reports]
	@$(GANBENCH) run "$(SPEC)" $(FOLDERS)

report: cli  ## build, write an experiment's tables and report again from its records: make report SPEC=quick
	@$(GANBENCH) report "$(SPEC)" --results "$(RESULTS)" --reports "$(REPORTS)"

microbench:  ## build, time the engine's operations and training steps: make microbench [FULL=1] [FILTER='*Products*']
	@$(BUILD) $(MICROBENCHMARKS)
	@$(MICROBENCH) bench $(if $(FULL),,--quick) --filter '$(FILTER)'

peer:  ## build, time training steps beside PyTorch's: make peer [CASES='ns-ring mlp-mnist'] [PYTHON=python3] [CLOCK=cpu]
	@$(BUILD) $(MICROBENCHMARKS)
	@$(MICROBENCH) peer $(if $(CASES),--cases $(CASES)) $(if $(PYTHON),--python '$(PYTHON)') --clock $(CLOCK)

digests:  ## build, compare the bits of every kind of training run with the committed ones: make digests [CASES=ns-ring] [MEMORY=1]
	@$(BUILD) $(MICROBENCHMARKS)
	@$(MICROBENCH) digests $(if $(CASES),--cases $(CASES)) $(if $(MEMORY),--memory)

judges: cli  ## build, train the judges of images again and compare with the committed bytes, minutes each: make judges [NAME=glyphs-conv-v1]
	@$(GANBENCH) judges --check $(NAME)

clean:  ## remove what was built; results/ and reports/ stay
	@rm -rf bin src/*/bin src/*/obj tests/*/bin tests/*/obj
