"""The model: MiniLM's first layers, and heads on its pieces."""

import json
import pathlib

import torch
from safetensors.torch import load_file
from torch import nn

import data

LINK_WIDTH = 32


class Layer(nn.Module):
    """A BERT layer; written out so that the exported graph holds plain matrix products."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, bias):
        batch, length, width = x.shape
        split = lambda y: y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        scores = split(self.query(x)) @ split(self.key(x)).transpose(2, 3) / (width // self.heads) ** 0.5
        weights = self.dropout(torch.softmax(scores + bias, dim=-1))
        mixed = (weights @ split(self.value(x))).transpose(1, 2).reshape(batch, length, width)
        x = self.attended_norm(x + self.dropout(self.attended(mixed)))
        return self.outer_norm(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Reader(nn.Module):
    """`forward(ids, mask)`, both [batch, pieces], gives for each head of data.py its scores:
    spans [batch, pieces, 1 + 2 * labels] (O, then B and I of each label), classes and multi [batch, pieces, labels],
    windows [batch, labels], `link` [batch, roles, pieces, pieces] (from trigger or cue to mention)."""

    def __init__(self, folder: pathlib.Path, layers: list[int], dropout: float = 0.1):
        super().__init__()
        config = json.loads((folder / "config.json").read_text())
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout) for _ in layers
        )
        sizes = {name: 1 + 2 * len(names) for name, names in data.SPAN_HEADS.items()}
        sizes |= {name: len(names) for name, names in (data.CLASS_HEADS | data.MULTI_HEADS).items()}
        self.token_sizes = sizes
        self.token_heads = nn.Linear(width, sum(sizes.values()))
        self.window_sizes = {name: len(names) for name, names in data.WINDOW_HEADS.items()}
        self.window_heads = nn.Linear(2 * width, sum(self.window_sizes.values()))
        self.roles = len(data.LINKS)
        self.link_from = nn.Linear(width, self.roles * LINK_WIDTH)
        self.link_to = nn.Linear(width, self.roles * LINK_WIDTH)
        self.link_bias = nn.Parameter(torch.full((self.roles, 1, 1), -2.0))
        self.load(load_file(folder / "model.safetensors"), layers)

    def load(self, weights: dict, layers: list[int]):
        own = {}
        weights = {name.removeprefix("bert."): value for name, value in weights.items()}
        own["words.weight"] = weights["embeddings.word_embeddings.weight"]
        own["positions.weight"] = weights["embeddings.position_embeddings.weight"]
        own["kind"] = weights["embeddings.token_type_embeddings.weight"][0]
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "attended": "attention.output.dense",
            "attended_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "outer_norm": "output.LayerNorm",
        }
        for end in ("weight", "bias"):
            own[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
            for to, layer in enumerate(layers):
                for name, theirs in names.items():
                    own[f"layers.{to}.{name}.{end}"] = weights[f"encoder.layer.{layer}.{theirs}.{end}"]
        missing = self.load_state_dict(own, strict=False)
        assert not missing.unexpected_keys, missing.unexpected_keys

    def encode(self, ids, mask):
        bias = (1.0 - mask.to(torch.float32))[:, None, None, :] * -10000.0
        positions = self.positions.weight[: ids.shape[1]]
        x = self.dropout(self.norm(self.words(ids) + positions + self.kind))
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, ids, mask):
        x = self.encode(ids, mask)
        batch, length, _ = x.shape
        weights = mask.to(torch.float32)[:, :, None]
        mean = (x * weights).sum(1) / weights.sum(1)
        window = self.window_heads(torch.cat([x[:, 0], mean], dim=1))
        shape = lambda y: y.view(batch, length, self.roles, LINK_WIDTH).transpose(1, 2)
        link = shape(self.link_from(x)) @ shape(self.link_to(x)).transpose(2, 3) / LINK_WIDTH**0.5 + self.link_bias
        return self.token_heads(x), window, link

    def split_tokens(self, scores):
        return dict(zip(self.token_sizes, scores.split(list(self.token_sizes.values()), dim=-1)))

    def split_windows(self, scores):
        return dict(zip(self.window_sizes, scores.split(list(self.window_sizes.values()), dim=-1)))
