"""The body of a request, read piece by piece within bounds of size and of time: a slow sender holds nobody's place."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect, Request

from central.receptor.respuestas import Negada, Negativa

GRACIA_S = 20.0  # no rate is asked for before
BYTES_POR_S = 1_000
TOTAL_S = 300.0
VACIAR_S = 10.0  # how long a refused body is still read, so that the sender reads our answer


def largo_de(request: Request, maximo: int) -> int:
    """What it says that it measures; raises Negada when it does not, or it is too much."""
    dicho = request.headers.get("content-length", "")
    if not dicho.isascii() or not dicho.isdigit():
        raise Negada(Negativa.SIN_LARGO)
    if len(dicho) > 12 or int(dicho) > maximo:
        raise Negada(Negativa.MUY_GRANDE)
    return int(dicho)


async def trozos(request: Request, maximo: int) -> AsyncIterator[bytes]:
    """The body in pieces; raises Negada when it comes too slowly or is too long, ClientDisconnect when it is cut."""
    reloj = asyncio.get_running_loop().time
    inicio, leidos = reloj(), 0
    pedazos = aiter(request.stream())
    while True:
        limite = inicio + min(TOTAL_S, max(GRACIA_S, leidos / BYTES_POR_S))
        try:
            async with asyncio.timeout_at(limite):
                trozo = await anext(pedazos, None)
        except TimeoutError as error:
            raise Negada(Negativa.LENTO) from error
        if trozo is None:
            return
        leidos += len(trozo)
        if leidos > maximo:
            raise Negada(Negativa.MUY_GRANDE)
        yield trozo


async def leer(request: Request, maximo: int) -> bytes:
    """A short body, whole."""
    largo_de(request, maximo)
    return b"".join([trozo async for trozo in trozos(request, maximo)])


async def vaciar(request: Request) -> None:
    """Reads on for a little and keeps nothing: a connection closed in mid-sending loses the answer."""
    try:
        async with asyncio.timeout(VACIAR_S):
            async for _ in request.stream():
                pass
    except (TimeoutError, ClientDisconnect, RuntimeError):
        return  # RuntimeError: it was read already
