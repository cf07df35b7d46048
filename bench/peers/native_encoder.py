"""What native onnxruntime takes for the same texts with the same file, on one thread.

    python bench/peers/native_encoder.py FOLDER TEXTS.json

FOLDER holds model.onnx and tokenizer.json. Prints JSON: seconds one by one and in batches of 32, and the better of
both. Needs onnxruntime and tokenizers.
"""

import json
import sys
import time

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

folder, file = sys.argv[1:3]
texts = json.load(open(file))
tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(f"{folder}/model.onnx", options, providers=["CPUExecutionProvider"])
wanted = {entry.name for entry in session.get_inputs()}


def encode(batch):
    encoded = tokenizer.encode_batch(batch)
    mask = np.array([entry.attention_mask for entry in encoded], np.int64)
    fed = {
        "input_ids": np.array([entry.ids for entry in encoded], np.int64),
        "attention_mask": mask,
        "token_type_ids": np.zeros_like(mask),
    }
    states = session.run(None, {name: fed[name] for name in wanted})[0]
    means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def timed(size):
    # The file asks for padding to 128 tokens; only as far as the longest of a batch is needed.
    tokenizer.enable_truncation(256)
    tokenizer.enable_padding()
    encode(texts[:size])
    began = time.perf_counter()
    for start in range(0, len(texts), size):
        encode(texts[start : start + size])
    return time.perf_counter() - began


one, many = timed(1), timed(32)
print(json.dumps({"one": one, "batches_of_32": many, "best": min(one, many)}))
