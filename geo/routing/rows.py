"""Rows of thirty-two travel times, held in vector registers.

The sweep relaxes one arc for thirty-two sources at once. Written as a loop, the labels of a node would go to memory
and back for every arc; as a value of type ``Row`` they stay in registers. A row of 32-bit integers is two cache lines.

The functions below are for compiled code only; in plain Python they have no meaning.
"""

# ruff: noqa: ANN401 (the compiler's own objects have no types)
from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic, models, register_model

LANES = 32

_I32 = ir.IntType(32)
_I64 = ir.IntType(64)
_F32 = ir.FloatType()
_VECTOR = ir.VectorType(_I32, LANES)
_BLOCK = 16
_INTS = ir.VectorType(_I32, _BLOCK)
_FLOATS = ir.VectorType(_F32, _BLOCK)


class RowType(types.Type):
    """Numba's name for a row in registers."""

    def __init__(self) -> None:
        super().__init__(name=f"Row{LANES}")


class RowModel(models.PrimitiveModel):
    """In LLVM, a row is one vector."""

    def __init__(self, manager: Any, row_type: RowType) -> None:
        super().__init__(manager, row_type, _VECTOR)  # type: ignore[no-untyped-call]


register_model(RowType)(RowModel)
_ROW = RowType()


def _compiled_only(function: Callable[..., Any]) -> Callable[..., Any]:
    return cast("Callable[..., Any]", intrinsic(function))


def empty_rows(count: int) -> np.ndarray:
    """Allocate rows, each on cache lines of its own.

    Parameters
    ----------
    count
        Number of rows.

    Returns
    -------
    numpy.ndarray
        int32, shape (count, LANES), not initialised.
    """
    line = 4 * LANES
    raw = np.empty(count * line + line, np.uint8)
    skip = -raw.ctypes.data % line
    return raw[skip : skip + count * line].view(np.int32).reshape(count, LANES)


@_compiled_only
def load_row(_context: Any, rows: Any, _index: Any) -> Any:
    """Read row ``index`` of an array of rows: ``load_row(rows, index)``."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_address(context, builder, signature, arguments), align=4)

    return _ROW(rows, types.intp), code


@_compiled_only
def store_row(_context: Any, rows: Any, _index: Any, row: Any) -> Any:
    """Write row ``index`` of an array of rows: ``store_row(rows, index, row)``."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store(arguments[2], _address(context, builder, signature, arguments), align=4)
        return context.get_dummy_value()

    return types.void(rows, types.intp, row), code


@_compiled_only
def prefetch_row(_context: Any, rows: Any, _index: Any) -> Any:
    """Ask for row ``index`` ahead of its use: ``prefetch_row(rows, index)``. Any index is safe."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        byte = ir.IntType(8).as_pointer()
        function = builder.module.declare_intrinsic(
            "llvm.prefetch", (byte,), ir.FunctionType(ir.VoidType(), [byte, _I32, _I32, _I32])
        )
        address = builder.bitcast(_address(context, builder, signature, arguments), byte)
        builder.call(function, [address, _I32(0), _I32(3), _I32(1)])
        return context.get_dummy_value()

    return types.void(rows, types.intp), code


@_compiled_only
def full_row(_context: Any, _value: Any) -> Any:
    """Make a row of one number: ``full_row(value)``."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return _splat(builder, arguments[0], _VECTOR)

    return _ROW(types.int32), code


@_compiled_only
def min_plus(_context: Any, best: Any, row: Any, _added: Any) -> Any:
    """Lane by lane, the smaller of ``best`` and ``row + added``: ``min_plus(best, row, added)``."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        candidate = builder.add(arguments[1], _splat(builder, arguments[2], _VECTOR))
        return builder.select(builder.icmp_signed("<", candidate, arguments[0]), candidate, arguments[0])

    return _ROW(best, row, types.int32), code


@_compiled_only
def least(_context: Any, row: Any) -> Any:
    """Smallest number of a row: ``least(row)``."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        function = builder.module.declare_intrinsic(
            f"llvm.vector.reduce.smin.v{LANES}i32", (), ir.FunctionType(_I32, [_VECTOR])
        )
        return builder.call(function, [arguments[0]])

    return types.int32(row), code


@_compiled_only
def write_block(
    _context: Any,
    rows: Any,
    _first_row: Any,
    _first_lane: Any,
    out: Any,
    lines: Any,
    _column: Any,
    _tick: Any,
    _last: Any,
) -> Any:
    """Write sixteen lanes of sixteen rows as seconds, turned: a lane of the rows becomes a run of one line of ``out``.

    ``write_block(rows, first_row, first_lane, out, lines, column, tick, last)``: lane ``i`` goes to ``out`` (flat) from
    position ``lines[i] + column``, multiplied by ``tick``; labels beyond ``last`` become infinite.
    """

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        _, first_row, first_lane, _, _, column, tick_s, last_tick = arguments
        data, flat, starts = (_data(context, builder, signature, arguments, i) for i in (0, 3, 4))
        corner = builder.gep(data, [builder.add(builder.mul(first_row, _I64(LANES)), first_lane)])
        block = [
            builder.load(builder.bitcast(builder.gep(corner, [_I64(LANES * i)]), _INTS.as_pointer()), align=4)
            for i in range(_BLOCK)
        ]
        infinite = ir.Constant(_FLOATS, [ir.Constant(_F32, float("inf"))] * _BLOCK)
        for i, ticks in enumerate(_transposed(builder, block)):
            seconds = builder.fmul(builder.sitofp(ticks, _FLOATS), _splat(builder, tick_s, _FLOATS))
            beyond = builder.icmp_signed(">", ticks, _splat(builder, last_tick, _INTS))
            start = builder.load(builder.gep(starts, [builder.add(first_lane, _I64(i))]))
            place = builder.bitcast(builder.gep(flat, [builder.add(start, column)]), _FLOATS.as_pointer())
            builder.store(builder.select(beyond, infinite, seconds), place, align=4)
        return context.get_dummy_value()

    indices = (types.intp, types.intp)
    return types.void(rows, *indices, out, lines, types.intp, types.float32, types.int32), code


def _transposed(builder: Any, block: list[Any]) -> list[Any]:
    """Turn a square of vectors: swap halves of pairs of vectors, then quarters, and so on."""
    reach = 1
    while reach < _BLOCK:
        turned = list(block)
        for i in range(_BLOCK):
            if i & reach:
                continue
            first, second = block[i], block[i | reach]
            stay = [_BLOCK + (k ^ reach) if k & reach else k for k in range(_BLOCK)]
            swap = [_BLOCK + k if k & reach else k | reach for k in range(_BLOCK)]
            turned[i] = builder.shuffle_vector(first, second, ir.Constant(_INTS, [_I32(k) for k in stay]))
            turned[i | reach] = builder.shuffle_vector(first, second, ir.Constant(_INTS, [_I32(k) for k in swap]))
        block = turned
        reach *= 2
    return block


def _data(context: Any, builder: Any, signature: Any, arguments: Any, position: int) -> Any:
    return context.make_array(signature.args[position])(context, builder, arguments[position]).data


def _address(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    data = _data(context, builder, signature, arguments, 0)
    return builder.bitcast(builder.gep(data, [builder.mul(arguments[1], _I64(LANES))]), _VECTOR.as_pointer())


def _splat(builder: Any, value: Any, vector: Any) -> Any:
    undefined = ir.Constant(vector, ir.Undefined)
    first = builder.insert_element(undefined, value, _I32(0))
    return builder.shuffle_vector(
        first, undefined, ir.Constant(ir.VectorType(_I32, vector.count), [_I32(0)] * vector.count)
    )
