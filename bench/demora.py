"""A round trip between a station and its node: what goes through this relay comes out some milliseconds later."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.conninfo import conninfo_to_dict, make_conninfo

TRAMO = 65_536


@contextmanager
def demora(dsn: str, ida_y_vuelta_ms: float) -> Iterator[str]:
    """A connection string to the same node, half of that time later each way."""
    lado_s = ida_y_vuelta_ms / 2000
    partes = conninfo_to_dict(dsn)
    lazo = asyncio.new_event_loop()

    async def pasar(entrada: asyncio.StreamReader, salida: asyncio.StreamWriter) -> None:
        while trozo := await entrada.read(TRAMO):
            lazo.call_later(lado_s, salida.write, trozo)
        lazo.call_later(lado_s, salida.close)

    async def recibir(de_aca: asyncio.StreamReader, a_aca: asyncio.StreamWriter) -> None:
        de_alla, a_alla = await asyncio.open_connection(str(partes["host"]), int(str(partes["port"])))
        await asyncio.gather(pasar(de_aca, a_alla), pasar(de_alla, a_aca))

    servidor = lazo.run_until_complete(asyncio.start_server(recibir, "127.0.0.1", 0))
    hilo = threading.Thread(target=lazo.run_forever, name="demora", daemon=True)
    hilo.start()
    try:
        yield make_conninfo(dsn, host="127.0.0.1", port=servidor.sockets[0].getsockname()[1])
    finally:
        lazo.call_soon_threadsafe(lazo.stop)
        hilo.join()
