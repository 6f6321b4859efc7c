"""Writes an ONNX graph as the bytes of its protocol buffer: nodes, weights, inputs, outputs.

The fields are those of onnx.proto (Apache-2.0), of which a model needs twenty. The package onnx would do the same with
18 MB and an import of .2 s, for one graph a process.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

MICROSOFT = "com.microsoft"  # the domain of ONNX Runtime's own operators
_IR, _OPSET = 9, 17
_TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}

Attribute = float | int | str


@dataclass(slots=True)
class Graph:
    """A graph as it grows. Values are named; a weight is added once under its name."""

    nodes: list[bytes] = field(default_factory=list)
    weights: dict[str, bytes] = field(default_factory=dict)
    inputs: list[bytes] = field(default_factory=list)
    outputs: list[bytes] = field(default_factory=list)

    def weight(self, name: str, values: NDArray[Any]) -> str:
        """Adds a weight; returns its name. A name that is there stays what it is."""
        if name not in self.weights:
            dimensions = b"".join(_number(1, size) for size in values.shape)
            content = np.ascontiguousarray(values).tobytes()
            self.weights[name] = (
                dimensions + _number(2, _TYPES[values.dtype.name]) + _text(8, name) + _bytes(9, content)
            )
        return name

    def node(
        self, operator: str, inputs: Sequence[str], outputs: Sequence[str], domain: str = "", **attributes: Attribute
    ) -> str:
        """Adds an operator; returns its first output. An input that is left out is an empty name."""
        self.nodes.append(
            b"".join(_text(1, name) for name in inputs)
            + b"".join(_text(2, name) for name in outputs)
            + _text(4, operator)
            + b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())
            + _text(7, domain)
        )
        return outputs[0]

    def input(self, name: str, dtype: str, shape: Sequence[int | str]) -> str:
        """Adds an input; a dimension that differs from run to run has a name."""
        self.inputs.append(_value(name, dtype, shape))
        return name

    def output(self, name: str, shape: Sequence[int | str]) -> None:
        """Makes a float32 value an output."""
        self.outputs.append(_value(name, "float32", shape))

    def serialised(self) -> bytes:
        """The whole model."""
        graph = (
            b"".join(_bytes(1, node) for node in self.nodes)
            + _text(2, "wenju")
            + b"".join(_bytes(5, weight) for weight in self.weights.values())
            + b"".join(_bytes(11, value) for value in self.inputs)
            + b"".join(_bytes(12, value) for value in self.outputs)
        )
        own = _bytes(8, _text(1, "") + _number(2, _OPSET))
        return _number(1, _IR) + _bytes(7, graph) + own + _bytes(8, _text(1, MICROSOFT) + _number(2, 1))


def _varint(number: int) -> bytes:
    number &= 2**64 - 1  # a negative one as its complement
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def _number(at: int, number: int) -> bytes:
    return _varint(at << 3) + _varint(number)


def _bytes(at: int, content: bytes) -> bytes:
    return _varint(at << 3 | 2) + _varint(len(content)) + content


def _text(at: int, text: str) -> bytes:
    return _bytes(at, text.encode())


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, float):
        return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + _text(4, value) + _number(20, 3)


def _value(name: str, dtype: str, shape: Sequence[int | str]) -> bytes:
    sizes = (_number(1, size) if isinstance(size, int) else _text(2, size) for size in shape)
    tensor = _number(1, _TYPES[dtype]) + _bytes(2, b"".join(_bytes(1, size) for size in sizes))
    return _text(1, name) + _bytes(2, _bytes(1, tensor))
