"""Sixty-four bytes at a time: what numba cannot say is written in the language of LLVM, for any machine.

A mask has a bit for each byte, the lowest for the first.
"""

from __future__ import annotations

from typing import Any, Final

from llvmlite import ir
from numba import types

from dedup.kernels.compiled.jit import generated

BLOCK: Final = 64
_BYTE, _WORD = ir.IntType(8), ir.IntType(64)
_BYTES = ir.VectorType(_BYTE, BLOCK)


@generated
def load_word(_: Any, data: Any, at: Any) -> Any:
    """Return eight bytes from a place on as one number, wherever it lies."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.load(_place(context, builder, signature, values, 0, _WORD), align=1)

    return types.uint64(data, at), generate


@generated
def fold_block(_: Any, data: Any, at: Any, folded: Any, put: Any) -> Any:
    """Write a block of ASCII folded, and return what it holds.

    Returns
    -------
    strange, spaces, parts, joiners, digits, capitals : uint64
        Masks of bytes that are no printable ASCII, or bars; of spaces; of what makes words; of punctuation that does
        between two of those; of digits; and of capital letters as written.
    """

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        written = builder.load(_place(context, builder, signature, values, 0, _BYTES), align=1)
        capitals = _between(builder, written, b"A", b"Z")
        lower = builder.or_(written, builder.select(capitals, _all(32), _all(0)))
        lower = builder.select(_is(builder, written, b"`"), _all(ord("'")), lower)
        builder.store(lower, _place(context, builder, signature, values, 2, _BYTES), align=1)
        digits = _between(builder, written, b"0", b"9")
        joiners = builder.or_(
            _is(builder, lower, b"'"), builder.or_(_is(builder, lower, b","), _is(builder, lower, b"."))
        )
        strange = builder.or_(builder.not_(_between(builder, written, b" ", b"~")), _is(builder, written, b"|"))
        parts = builder.or_(_between(builder, lower, b"a", b"z"), digits)
        masks = (strange, _is(builder, written, b" "), parts, joiners, digits, capitals)
        return _packed(context, builder, signature, masks)

    return types.UniTuple(types.uint64, 6)(data, at, folded, put), generate  # type: ignore[no-untyped-call]


@generated
def find_breaks(_: Any, data: Any, at: Any) -> Any:
    """Return a mask of the bytes of a block that end a line, or may begin a character that does."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        block = builder.load(_place(context, builder, signature, values, 0, _BYTES), align=1)
        wide = builder.or_(_is(builder, block, b"\xc2"), _is(builder, block, b"\xe2"))
        return builder.bitcast(builder.or_(_between(builder, block, b"\n", b"\r"), wide), _WORD)

    return types.uint64(data, at), generate


@generated
def find_characters(_: Any, data: Any, at: Any) -> Any:
    """Return a mask of the bytes of a block that begin a character."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        block = builder.load(_place(context, builder, signature, values, 0, _BYTES), align=1)
        return builder.bitcast(builder.not_(_between(builder, block, b"\x80", b"\xbf")), _WORD)

    return types.uint64(data, at), generate


@generated
def count_bits(_: Any, mask: Any) -> Any:
    """Return how many bits of a mask are set."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.ctpop(values[0])

    return types.uint64(types.uint64), generate


@generated
def first_bit(_: Any, mask: Any) -> Any:
    """Return the place of the lowest bit that is set in a mask; 64 for none."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.cttz(values[0], ir.Constant(ir.IntType(1), 0))

    return types.uint64(types.uint64), generate


def _packed(context: Any, builder: Any, signature: Any, masks: Any) -> Any:
    """Return vectors of bits as a tuple of numbers."""
    return context.make_tuple(builder, signature.return_type, [builder.bitcast(each, _WORD) for each in masks])


def _place(context: Any, builder: Any, signature: Any, values: Any, argument: int, kind: Any) -> Any:
    """Return a pointer to the byte of an array that two arguments name."""
    array = context.make_array(signature.args[argument])(context, builder, values[argument])
    return builder.bitcast(builder.gep(array.data, [values[argument + 1]]), kind.as_pointer())


def _all(byte: int) -> Any:
    return ir.Constant(_BYTES, [byte] * BLOCK)


def _is(builder: Any, block: Any, byte: bytes) -> Any:
    return builder.icmp_unsigned("==", block, _all(byte[0]))


def _between(builder: Any, block: Any, first: bytes, last: bytes) -> Any:
    return builder.icmp_unsigned("<=", builder.sub(block, _all(first[0])), _all(last[0] - first[0]))
