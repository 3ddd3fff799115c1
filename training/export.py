"""Weights to the model that ships: ONNX with int8 weights, the words of the tokenizer and the names of the heads.

    python export.py --start MINILM --weights FOLDER --out FOLDER [--layers 0,1,2,3]

Writes reader.onnx, tokenizer.json and heads.tsv into --out.
"""

import argparse
import pathlib
import shutil

import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import data
from model import Reader


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=pathlib.Path, required=True)
    parser.add_argument("--weights", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--layers", default="0,1,2,3")
    options = parser.parse_args()
    model = Reader(options.start, [int(i) for i in options.layers.split(",")], dropout=0.0)
    model.load_state_dict(torch.load(options.weights / "weights.pt"))
    model.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    example = (torch.ones(2, 8, dtype=torch.int64), torch.ones(2, 8, dtype=torch.int64))
    path = options.out / "float.onnx"
    torch.onnx.export(
        model,
        example,
        path,
        input_names=["ids", "mask"],
        output_names=["tokens", "window", "link"],
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "mask", "tokens")} | {"window": {0: "batch"}, "link": {0: "batch", 2: "pieces", 3: "pieces"}},
        opset_version=17,
        dynamo=False,
    )
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # A scale for each column, and seven bits: processors without VNNI saturate sums of two 8-bit products.
    quantize_dynamic(path, options.out / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    path.unlink()
    shutil.copy(options.start / "tokenizer.json", options.out / "tokenizer.json")
    lines = ["# What: the heads of the reader, in the order of their scores", "# Columns: output\tkind\thead\tlabels, separated by |"]
    for output, kind, heads in (
        ("tokens", "spans", data.SPAN_HEADS),
        ("tokens", "class", data.CLASS_HEADS),
        ("tokens", "multi", data.MULTI_HEADS),
        ("window", "multi", data.WINDOW_HEADS),
        ("link", "multi", {"link": data.LINKS}),
    ):
        lines += [f"{output}\t{kind}\t{head}\t{'|'.join(labels)}" for head, labels in heads.items()]
    (options.out / "heads.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
