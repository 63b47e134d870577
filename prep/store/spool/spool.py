"""One station's private spool: what was done is on its disk before the screen says so (P-6).

It keeps everything, delivered or not, so that a lost node can be rebuilt; only a closed proceso's file is put away.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID

from prep.domain.hechos.hechos import Fuente, Hecho, Tipo
from prep.domain.hechos.tipos import CON_CIFRAS
from prep.store.hechos import HechoFirmado
from prep.store.punto import punto
from prep.store.spool import borrador as spool_borrador
from prep.store.spool import paginas as spool_paginas
from prep.store.spool.esquema import ahora, conectar, traducir
from prep.store.spool.filas import (
    DE_ACTA,
    DE_TIPOS,
    HECHAS,
    PENDIENTES,
    firmado_de,
    huella_de,
    insertar,
    insertar_imagen,
    reabrir,
)
from prep.store.spool.tipos import (
    Borrador,
    Cuentas,
    Entregado,
    Hecha,
    ImagenNueva,
    PaginaAnotada,
    Propio,
    SpoolAjeno,
    SpoolCerrado,
)

T = TypeVar("T")


class Spool:
    """The open spool. One thread of its own writes; a caller reads by itself, between two of its transactions.

    `guardar` returns when the disk has it; `marcar` may be lost in a power cut, which only delivers a fact twice.
    """

    def __init__(self, conexion: sqlite3.Connection, hilo: ThreadPoolExecutor, ruta: Path, de: tuple[str, str]) -> None:
        self._conexion, self._hilo = conexion, hilo
        self.ruta, (self.proceso, self.estacion) = ruta, de
        self._candado = threading.Lock()  # held for a whole transaction, or a reading
        self._cerrado = False

    @classmethod
    def abrir(cls, ruta: Path, proceso: str, estacion: str) -> Self:
        """Open or make the spool at `ruta`. Raises one of the ErrorDeSpool of `esquema.conectar`."""
        hilo = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"spool-{estacion}")
        try:
            conexion = hilo.submit(conectar, ruta, proceso, estacion).result()
        except BaseException:
            hilo.shutdown()
            raise
        return cls(conexion, hilo, ruta, (proceso, estacion))

    def guardar(self, hechos: Sequence[HechoFirmado], imagenes: Sequence[ImagenNueva] = ()) -> None:
        """All of them or none, on disk when it returns. The same fact again changes nothing. A captura ends its draft.

        Raises ConflictoDeId (same id, other content), ImagenRepetida, SpoolAjeno (a fact of another proceso or
        station) or SpoolSinEspacio.
        """
        for firmado in hechos:
            if (firmado.hecho.proceso, firmado.hecho.estacion) != (self.proceso, self.estacion):
                raise SpoolAjeno(f"Un hecho de «{firmado.hecho.proceso}» no se guarda en «{self.proceso}».")
        fotos = {foto.huella: foto for foto in imagenes}
        if fotos.keys() != {h for f in hechos if (h := huella_de(f.hecho)) is not None}:
            raise ValueError("cada imagen va con el hecho que la nombra, y al revés")

        def escribir(conexion: sqlite3.Connection) -> None:
            for firmado in hechos:
                nuevo, huella = insertar(conexion, firmado), huella_de(firmado.hecho)
                spool_borrador.terminar(conexion, firmado.hecho)
                if nuevo and huella is not None:
                    insertar_imagen(conexion, fotos[huella])

        self._en_hilo(lambda c: self._transaccion(c, escribir, confirma="spool.guardar", durable=True))

    def pendientes(self, limite: int = 200) -> list[HechoFirmado]:
        """The oldest facts that the node has not answered, in the order in which they were made; for delivery only."""
        filas = self._leer(PENDIENTES, limite)
        return [firmado_de(fila, self.proceso, self.estacion) for fila in filas]

    def marcar(self, respuestas: Iterable[tuple[UUID, Entregado, str]], imagenes: Iterable[str] = ()) -> None:
        """Write down what the node answered to each fact, its state and the answer's words, and the images it has."""
        filas = [(estado, texto, ahora(), str(id_)) for id_, estado, texto in respuestas]
        huellas = [(huella,) for huella in imagenes]

        def escribir(conexion: sqlite3.Connection) -> None:
            conexion.executemany("UPDATE imagenes SET estado = 'entregado' WHERE huella = ?", huellas)
            conexion.executemany(
                "UPDATE salida SET estado = ?, respuesta = ?, entregado = ?, intentos = intentos + 1 WHERE id = ?",
                filas,
            )

        self._en_hilo(lambda c: self._transaccion(c, escribir, confirma="spool.marcar", durable=False))

    def imagen_pendiente(self, huella: str) -> ImagenNueva | None:
        """The image of that hash if the node does not have it yet."""
        filas = self._leer("SELECT huella, acta, bytes FROM imagenes WHERE huella = ? AND estado = 'pendiente'", huella)
        return ImagenNueva(*filas[0]) if filas else None

    def acta_de_imagen(self, huella: str) -> str | None:
        """The acta whose image of that hash is here, delivered or not; None when there is no such image."""
        filas = self._leer("SELECT acta FROM imagenes WHERE huella = ?", huella)
        return filas[0][0] if filas else None

    def reabrir(self, *estados: Entregado) -> int:
        """Make the facts in `estados` (and their images) pending again: for a rebuilt node, or refusals mended.

        Delivering twice has one effect. Returns how many facts.
        """

        def escribir(conexion: sqlite3.Connection) -> int:
            return reabrir(conexion, estados)

        return self._en_hilo(lambda c: self._transaccion(c, escribir, confirma="spool.reabrir", durable=True))

    def mudar(self, nodo: str) -> int:
        """Remember that `nodo` is the one that answers now; what another had taken before is pending again.

        What was refused stays refused. One commit: a station that dies here finds out again. Returns how many facts.
        """

        def escribir(conexion: sqlite3.Connection) -> int:
            conexion.execute("INSERT OR REPLACE INTO copia VALUES ('nodo', ?, ?)", (nodo, ahora()))
            return reabrir(conexion, (Entregado.ENTREGADO,))

        if self.copia("nodo") == nodo:
            return 0
        return self._en_hilo(lambda c: self._transaccion(c, escribir, confirma="spool.mudar", durable=True))

    def de_acta(self, acta: str, *tipos: Tipo) -> list[Hecho]:
        """This station's facts of `acta` of these types that are neither annulled here nor refused by the node.

        Raises ValueError for a type that carries figures: those are shown by nothing (P-5).
        """
        if CON_CIFRAS.intersection(tipos):
            raise ValueError("las cifras guardadas no se vuelven a mostrar")
        filas = self._leer(DE_ACTA, acta, json.dumps(tipos))
        return [firmado_de(fila, self.proceso, self.estacion).hecho for fila in filas]

    def de_tipos(self, *tipos: Tipo) -> list[Hecho]:
        """This station's facts of these types that the node has not refused, annulled ones too, in their order.

        Raises ValueError for a type that carries figures, as `de_acta`.
        """
        if CON_CIFRAS.intersection(tipos):
            raise ValueError("las cifras guardadas no se vuelven a mostrar")
        filas = self._leer(DE_TIPOS, json.dumps(tipos))
        return [firmado_de(fila, self.proceso, self.estacion).hecho for fila in filas]

    def hechas(self, operador: str) -> list[Hecha]:
        """What that person did at this station, in its order, and how far each got; never its body."""
        return [Hecha.de_fila(fila) for fila in self._leer(HECHAS, operador)]

    def propio(self, hecho: UUID) -> Propio | None:
        """Whose fact it is and how far it got, never its body; None if it was not made at this station."""
        filas = self._leer("SELECT acta, tipo, fuente, operador, estado FROM salida WHERE id = ?", str(hecho))
        if not filas:
            return None
        acta, tipo, fuente, operador, estado = filas[0]
        return Propio(acta, Tipo(tipo), Fuente(fuente), operador, Entregado(estado))

    def capturada(self, acta: str, fuente: Fuente, ronda: int) -> list[UUID]:
        """The capturas of that ronda made at this station: their ids and nothing else (R-04)."""
        filas = self._leer(
            "SELECT id FROM salida WHERE acta = ? AND tipo = 'CAPTURA' AND fuente = ? AND ronda = ?",
            acta,
            fuente,
            ronda,
        )
        return [UUID(fila[0]) for fila in filas]

    def guardar_borrador(self, borrador: Borrador) -> None:
        """In the place of that operator's last draft, on disk when it returns; nothing if the captura is kept already.

        Raises SpoolSinEspacio.
        """

        def escribir(conexion: sqlite3.Connection) -> None:
            spool_borrador.escribir(conexion, borrador)

        self._en_hilo(lambda c: self._transaccion(c, escribir, confirma="spool.guardar_borrador", durable=True))

    def recoger_borrador(self, operador: str, obra: spool_borrador.Obra | None) -> Borrador | None:
        """`operador` works on `obra` now (None: on nothing): their draft of it. Every draft that this ends is erased.

        Ended are their own of another work, and those of other people for this one: the node does not give one ronda
        to two people of a station.
        """

        def soltar(conexion: sqlite3.Connection) -> None:
            spool_borrador.soltar(conexion, operador, obra)

        def limpiar(conexion: sqlite3.Connection) -> None:
            self._transaccion(conexion, soltar, confirma="spool.soltar_borrador", durable=True)
            conexion.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log keeps what was written before

        if self._mirar(lambda c: spool_borrador.sobra(c, operador, obra)):
            self._en_hilo(limpiar)
        return self._mirar(lambda c: spool_borrador.leer(c, operador))

    def anotar_pagina(self, pagina: PaginaAnotada) -> None:
        """What is said of it now, on disk when it returns: what a person said of it is not asked again."""

        def escribir(conexion: sqlite3.Connection) -> None:
            spool_paginas.anotar(conexion, pagina)

        self._en_hilo(lambda c: self._transaccion(c, escribir, confirma="spool.anotar_pagina", durable=True))

    def paginas(self) -> list[PaginaAnotada]:
        """All that were ever judged here, in their order."""
        return [spool_paginas.de_fila(fila) for fila in self._leer(spool_paginas.LEER)]

    def cuentas(self) -> Cuentas:
        por_estado: dict[str, int] = dict(self._leer("SELECT estado, count(*) FROM salida GROUP BY estado"))
        imagenes = self._leer("SELECT count(*) FROM imagenes WHERE estado = 'pendiente'")[0][0]
        pendientes, entregados, conflictos, duplicadas, rechazados = (por_estado.get(e, 0) for e in Entregado)
        return Cuentas(pendientes, entregados, conflictos, duplicadas, rechazados, imagenes)

    def copiar(self, clave: str, texto: str) -> None:
        """Keep the last known `texto` of something of the node's (catalogue, operators, clock), for when it is gone."""

        def escribir(conexion: sqlite3.Connection) -> None:
            conexion.execute("INSERT OR REPLACE INTO copia VALUES (?, ?, ?)", (clave, texto, ahora()))

        self._en_hilo(lambda c: self._transaccion(c, escribir, confirma="spool.copiar", durable=True))

    def copia(self, clave: str) -> str | None:
        filas = self._leer("SELECT texto FROM copia WHERE clave = ?", clave)
        return filas[0][0] if filas else None

    def cerrar(self) -> None:
        """Finish what is queued and let go of the file; twice does nothing."""
        if not self._cerrado:
            self._cerrado = True
            self._hilo.submit(self._con_candado, sqlite3.Connection.close).result()
            self._hilo.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.cerrar()

    def _en_hilo(self, tarea: Callable[[sqlite3.Connection], T]) -> T:
        """`tarea` on the spool's own thread, which writes."""
        if self._cerrado:
            raise SpoolCerrado(f"el spool {self.ruta} ya se cerró")
        return self._hilo.submit(self._con_candado, tarea).result()

    def _mirar(self, tarea: Callable[[sqlite3.Connection], T]) -> T:
        """`tarea`, which only reads, on this thread: to hand it to another costs more than most readings."""
        if self._cerrado:
            raise SpoolCerrado(f"el spool {self.ruta} ya se cerró")
        return self._con_candado(tarea)

    def _con_candado(self, tarea: Callable[[sqlite3.Connection], T]) -> T:
        with self._candado:
            try:
                return tarea(self._conexion)
            except sqlite3.DatabaseError as error:
                raise traducir(error, self.ruta) from error

    def _leer(self, consulta: str, *parametros: object) -> list[Any]:
        return self._mirar(lambda c: c.execute(consulta, parametros).fetchall())

    def _transaccion(
        self, conexion: sqlite3.Connection, escribir: Callable[[sqlite3.Connection], T], *, confirma: str, durable: bool
    ) -> T:
        # Only on the spool's thread. NORMAL in WAL skips the fsync of this commit; the next FULL one covers it.
        conexion.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        conexion.execute("BEGIN IMMEDIATE")
        try:
            resultado = escribir(conexion)
            punto(f"{confirma}.antes")
            conexion.execute("COMMIT")
            punto(f"{confirma}.despues")
        except BaseException:
            if conexion.in_transaction:
                conexion.execute("ROLLBACK")
            raise
        return resultado
