#!/bin/sh
# Makes the README's pictures anew, into docs/images.
set -eu
cd "$(dirname "$0")/.."
mkdir -p docs/images
SCREENSHOTS=$PWD/docs/images dotnet run --project tests/BrowserTests -- --filter-class '*.ReadmeTests'
ls -l docs/images
