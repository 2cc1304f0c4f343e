#!/bin/sh
# Fetch the readings of a gauge into data/.
#
#   TIDEPOOL_URL=https://gauge.example/readings scripts/fetch.sh heron_quay
#
# The file is named data/STATION-DATE.csv, which .gitignore keeps out of the repository.
set -eu

usage() {
    echo "usage: TIDEPOOL_URL=... $0 STATION" >&2
    exit 2
}

download() {
    url=$1
    target=$2
    curl --fail --silent --show-error --location --output "$target.part" "$url"
    mv "$target.part" "$target"
}

[ $# -eq 1 ] || usage
: "${TIDEPOOL_URL:?set it to the address of the gauge}"

station=$1
target="data/$station-$(date -u +%Y-%m-%d).csv"
download "$TIDEPOOL_URL/$station.csv" "$target"
echo "$target"
