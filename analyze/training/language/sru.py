"""A layer of simple recurrent units: the products in bfloat16 through PyTorch, the recurrence in C (sru_kernel.c)."""

import ctypes
import hashlib
import pathlib
import subprocess
import tempfile

import torch
from torch import nn
from torch.nn import functional

_SOURCE = pathlib.Path(__file__).with_name("sru_kernel.c")


def _load():
    digest = hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]
    library = pathlib.Path(tempfile.gettempdir()) / f"standpoint-sru-{digest}.so"
    if not library.exists():
        part = library.with_suffix(f".{id(library)}")
        command = ["gcc", "-Ofast", "-march=native", "-fopenmp", "-shared", "-fPIC", "-o", part, _SOURCE, "-lm"]
        subprocess.run(command, check=True)
        part.rename(library)
    return ctypes.CDLL(library)


_KERNEL = _load()


def _pointer(tensor):
    assert tensor.is_contiguous()
    return ctypes.c_void_p(tensor.data_ptr())


class _Recurrence(torch.autograd.Function):
    @staticmethod
    def forward(context, u, x, v, b, lengths, reverse):
        u, x = u.contiguous(), x.contiguous()
        batch, steps, width = x.shape
        c, h = torch.empty_like(x), torch.empty_like(x)
        sizes = [ctypes.c_long(n) for n in (batch, steps, width)]
        _KERNEL.sru_forward(*map(_pointer, (u, x, v, b, lengths)), *sizes, ctypes.c_int(reverse), _pointer(c), _pointer(h))
        context.save_for_backward(u, x, v, b, lengths, c)
        context.reverse = reverse
        return h

    @staticmethod
    def backward(context, dh):
        u, x, v, b, lengths, c = context.saved_tensors
        batch, steps, width = x.shape
        dh = dh.contiguous()
        du, dx = torch.empty_like(u), torch.empty_like(x)
        dv, db = x.new_empty(batch, 2, width), x.new_empty(batch, 2, width)
        sizes = [ctypes.c_long(n) for n in (batch, steps, width)]
        _KERNEL.sru_backward(
            *map(_pointer, (u, x, v, b, lengths)), *sizes, ctypes.c_int(context.reverse), *map(_pointer, (c, dh, du, dx, dv, db))
        )
        return du, dx, dv.sum(0), db.sum(0), None, None


def half(x, weight, bias=None):
    """A product in bfloat16, as fast as this kind of processor goes, with a float32 result."""
    y = functional.linear(x.bfloat16(), weight.bfloat16()).float()
    return y if bias is None else y + bias


class Sru(nn.Module):
    """One direction of one layer. Input [B, T, inputs] and lengths; output [B, T, width], zero past each length."""

    def __init__(self, inputs, width, reverse):
        super().__init__()
        self.width, self.reverse = width, reverse
        rows = 3 if inputs == width else 4  # the fourth brings the input to the layer's width for the highway
        self.weight = nn.Parameter(torch.empty(rows * width, inputs))
        self.v = nn.Parameter(torch.zeros(2, width))
        self.b = nn.Parameter(torch.zeros(2, width))
        nn.init.uniform_(self.weight, -((3.0 / inputs) ** 0.5), (3.0 / inputs) ** 0.5)
        nn.init.uniform_(self.v, -0.1, 0.1)
        with torch.no_grad():
            self.b[1].fill_(-1.0)  # begins nearer to its input, as the source advises

    def forward(self, x, lengths):
        u = half(x, self.weight)
        skip = x
        if u.shape[-1] == 4 * self.width:
            u, skip = u.split([3 * self.width, self.width], -1)
        return _Recurrence.apply(u, skip, self.v, self.b, lengths, self.reverse)
