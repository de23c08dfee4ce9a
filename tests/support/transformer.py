"""The model of the lab a second time, in the plainest words: one layer, four heads, lists of floats.

It shares nothing with the page's own, which keeps tables of keys and values; so that one can be held against the other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

HEADS = 4
Vector = list[float]
Weights = Mapping[str, Sequence[float]]


def logits_of(tokens: Sequence[int], weights: Weights) -> Vector:
    """Return one number for each token that may follow."""
    width = len(weights["gain"])
    embedded = [_sum(_row(weights["tokens"], token, width), _row(weights["places"], at, width)) for at, token in enumerate(tokens)]
    seen = _sum(embedded[-1], _times(_attended(embedded, weights, width), weights["out"]))
    inner = _sum(_times(_normal(seen, weights["gain"]), weights["up"]), weights["upBias"])
    thought = _sum(seen, _times([max(value, 0.0) for value in inner], weights["down"]), weights["downBias"])
    last = _normal(thought, weights["lastGain"])
    answers = weights["answers"]
    return [_dot(last, answers[at : at + width]) for at in range(0, len(answers), width)]


def _attended(embedded: Sequence[Vector], weights: Weights, width: int) -> Vector:
    """Return what the last place gathers from all places, head beside head."""
    query = _times(embedded[-1], weights["query"])
    keys = [_times(one, weights["key"]) for one in embedded]
    values = [_times(one, weights["value"]) for one in embedded]
    size = width // HEADS
    found: Vector = []
    for part in (slice(head * size, (head + 1) * size) for head in range(HEADS)):
        scores = [_dot(query[part], key[part]) / math.sqrt(size) for key in keys]
        shares = [math.exp(score - max(scores)) for score in scores]
        for numbers in zip(*(value[part] for value in values), strict=True):
            found.append(_dot(shares, numbers) / sum(shares))
    return found


def _normal(vector: Vector, gain: Sequence[float]) -> Vector:
    root = math.sqrt(_dot(vector, vector) / len(vector) + 1e-5)
    return [value / root * by for value, by in zip(vector, gain, strict=True)]


def _times(vector: Sequence[float], matrix: Sequence[float]) -> Vector:
    columns = len(matrix) // len(vector)
    return [_dot(vector, matrix[column::columns]) for column in range(columns)]


def _row(matrix: Sequence[float], number: int, width: int) -> Sequence[float]:
    return matrix[number * width : (number + 1) * width]


def _sum(*vectors: Sequence[float]) -> Vector:
    return [sum(numbers) for numbers in zip(*vectors, strict=True)]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(one, other, strict=True))
