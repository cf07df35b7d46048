"""Writes src/models/probes.json: what native onnxruntime gives for a few texts, to check a device by.

Run it beside public/models with numpy, onnxruntime and tokenizers installed.
"""

import json
import pathlib

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXTS = {
    "en": ["Where is my order?", "The tea was wonderful, but the parcel arrived late and open."],
    "zh": ["我的订单在哪里？", "茶很好喝，但是快递太慢，包装也破了。"],
}

manifest = json.loads((ROOT / "src/models/manifest.json").read_text())
probes = {}
for spec in manifest["encoders"]:
    folder = ROOT / "public/models" / spec["id"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(spec["maxTokens"])
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"))
    vectors = {}
    for text in TEXTS[spec["languages"][0]]:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        states = session.run(None, feed)[0][0]
        vector = states.mean(axis=0) if spec["pooling"] == "mean" else states[0]
        vector /= np.linalg.norm(vector)
        vectors[text] = [round(float(x), 6) for x in vector]
    probes[spec["id"]] = vectors
(ROOT / "src/models/probes.json").write_text(
    json.dumps(probes, ensure_ascii=False, separators=(",", ":")) + "\n"
)
