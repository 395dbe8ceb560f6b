"""Rows of sixteen travel times, held in vector registers.

The sweep relaxes one arc for sixteen sources at once. Written as a loop, the sixteen labels of a node would go to
memory and back for every arc; as a value of type ``Row`` they stay in registers. A row of 32-bit integers is one
cache line of 64 bytes.

The functions below are for compiled code only; in plain Python they have no meaning.
"""

# ruff: noqa: ANN401 (the compiler's own objects have no types)
from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic, models, register_model

LANES = 16

_I32 = ir.IntType(32)
_I64 = ir.IntType(64)
_VECTOR = ir.VectorType(_I32, LANES)


class RowType(types.Type):
    """Numba's name for sixteen int32 in registers."""

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
    """Allocate rows, each on a cache line of its own.

    Parameters
    ----------
    count
        Number of rows.

    Returns
    -------
    numpy.ndarray
        int32, shape (count, 16), not initialised.
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
    """Make a row of sixteen times the same number: ``full_row(value)``."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return _splat(builder, arguments[0])

    return _ROW(types.int32), code


@_compiled_only
def min_plus(_context: Any, best: Any, row: Any, _added: Any) -> Any:
    """Lane by lane, the smaller of ``best`` and ``row + added``: ``min_plus(best, row, added)``."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        candidate = builder.add(arguments[1], _splat(builder, arguments[2]))
        return builder.select(builder.icmp_signed("<", candidate, arguments[0]), candidate, arguments[0])

    return _ROW(best, row, types.int32), code


@_compiled_only
def least(_context: Any, row: Any) -> Any:
    """Smallest of the sixteen numbers: ``least(row)``."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        function = builder.module.declare_intrinsic(
            f"llvm.vector.reduce.smin.v{LANES}i32", (), ir.FunctionType(_I32, [_VECTOR])
        )
        return builder.call(function, [arguments[0]])

    return types.int32(row), code


def _address(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
    return builder.bitcast(builder.gep(data, [builder.mul(arguments[1], _I64(LANES))]), _VECTOR.as_pointer())


def _splat(builder: Any, value: Any) -> Any:
    undefined = ir.Constant(_VECTOR, ir.Undefined)
    first = builder.insert_element(undefined, value, _I32(0))
    return builder.shuffle_vector(first, undefined, ir.Constant(_VECTOR, [_I32(0)] * LANES))
