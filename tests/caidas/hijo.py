"""The station that is killed: its operator does a piece of the night through the use cases, and says what came out.

Each line that it prints is what a screen
would have shown: `hecho ID` once a use case has answered, `paso NOMBRE` once that step needs nothing more; and of a
captura `empieza ACTA N` when it is shown with N fields keyed before, `campo ACTA N` when N are finished.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from prep.domain.hechos.hechos import AccionDeMesa, Fuente, MotivoSinActa, Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.captura.validacion import Validar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion import ficha as fichas
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion, Recibo
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Entregado, ImagenRepetida, PaginaAnotada
from tests.store import ejemplos

OPERADOR, CONTRASENA, ESTACION = "ana", "Contraseña-1", "est-01-ana"
CIFRAS = (7, 8, 9, 10, 101, 102, 103, 104, 5, 6, 42)
SEGUNDA, DISPUTADA = ejemplos.acta(3).clave, ejemplos.acta(5).clave  # already begun at the node
FICHA = fichas.Ficha(
    proceso=ejemplos.PROCESO, estacion=ESTACION, sitio="01", servidor="127.0.0.1", puerto=5433, contrasena="secreta"
)
LLEGAN = (ejemplos.acta(1).clave, ejemplos.acta(9).clave)
NO_LLEGO = ejemplos.acta(7).clave
CAPTURAS = (SEGUNDA, *LLEGAN)
INTENTOS, PAUSA_S = 600, 0.02

Paso = Callable[[], Recibo | None]


class Puesto:
    """The operator at the station. A step that was seen done is not repeated; one that was not, is tried again."""

    def __init__(self, estacion: Estacion) -> None:
        self._estacion = estacion
        sesion = estacion.entrar(OPERADOR, CONTRASENA)
        self._acopio, self._escaner = Acopiar(estacion, sesion), Digitalizar(estacion, sesion)
        self._captura, self._mesa = Capturar(estacion, sesion), Validar(estacion, sesion)

    def pasos(self) -> Iterator[tuple[str, Paso]]:
        yield "sin acta", partial(self._acopio.sin_acta, NO_LLEGO, MotivoSinActa.SIN_BOLSA)
        yield "anular", self._anular
        for clave in LLEGAN:
            yield f"acopio {clave}", partial(self._acopio.registrar, clave, "D")
            yield f"imagen {clave}", partial(self._escaner.digitalizar, clave, papel(clave))
            yield f"página {clave}", partial(self._anotar, clave)
        yield "devolver", self._devolver
        for clave in CAPTURAS:
            yield f"captura {clave}", self._capturar
        yield "dictamen", self._dictaminar
        yield "otra vez", self._otra_vez

    def _anotar(self, clave: str) -> None:
        """As the scanning desk does of each page that it judged."""
        pagina = PaginaAnotada(sha256(clave.encode()).hexdigest(), "a.jpg", "aceptada", "", clave, "", False, b"")
        self._estacion.spool.anotar_pagina(pagina)

    def _anular(self) -> Recibo | None:
        """What the screen of declarations shows is annulled; it shows none when that was done already."""
        declaradas = self._estacion.spool.de_acta(NO_LLEGO, Tipo.SIN_ACTA)
        return self._acopio.anular(declaradas[0].id, "llegó el paquete") if declaradas else None

    def _devolver(self) -> None:
        trabajo = self._captura.tomar()
        if trabajo is not None:
            self._captura.renovar(trabajo)
            self._captura.guardar_borrador(trabajo, _primeros(1), 1)
            self._captura.devolver(trabajo)
        en_mano = self._captura.tomar_acta(SEGUNDA)
        if en_mano is not None:
            self._captura.devolver(en_mano)

    def _capturar(self) -> Recibo | None:
        """The next captura; None when this station has made all of them."""
        for _ in range(INTENTOS):
            if all(self._estacion.spool.capturada(clave, Fuente.CATD, 1) for clave in CAPTURAS):
                return None
            trabajo = self._captura.tomar()
            if trabajo is not None:
                self._teclear(trabajo)
                return self._captura.terminar(trabajo, CIFRAS, "ACTA PREP", trabajo.acta.clave)
            threading.Event().wait(PAUSA_S)  # the árbitro makes the work beside us
        raise AssertionError("el nodo no ofrece el trabajo que falta")

    def _teclear(self, trabajo: Trabajo) -> None:
        """Field by field, from the one where it was left."""
        hechos = 0 if trabajo.borrador is None else trabajo.borrador.campo
        decir("empieza", f"{trabajo.acta.clave} {hechos}")
        for campo in range(hechos + 1, len(CIFRAS) + 1):
            self._captura.guardar_borrador(trabajo, _primeros(campo), campo)
            decir("campo", f"{trabajo.acta.clave} {campo}")

    def _dictaminar(self) -> Recibo | None:
        caso = self._mesa.tomar_caso(DISPUTADA)
        if caso is not None:
            self._mesa.devolver(caso)
        caso = self._mesa.tomar()
        if caso is None:
            return None
        return self._mesa.dictaminar(caso, AccionDeMesa.ACEPTA, "se lee así", CIFRAS, "ACTA PREP")

    def _otra_vez(self) -> None:
        """Everything goes up once more, as for a rebuilt node."""
        self._estacion.spool.reabrir(Entregado.ENTREGADO)
        assert self._estacion.entrega.vaciar().nodo


def _primeros(cuantos: int) -> list[int | None]:
    """The figures with only the first fields finished."""
    return [*CIFRAS[:cuantos], *[None] * (len(CIFRAS) - cuantos)]


def papel(clave: str) -> bytes:
    """The image of an acta, the same each time that it is scanned."""
    return clave.encode() * 2_000


def trabajar(orden: Mapping[str, Any]) -> None:
    presentarse(Path(orden["spool"]).with_name(fichas.ARCHIVO))
    with (
        Spool.abrir(Path(orden["spool"]), ejemplos.PROCESO, ESTACION) as spool,
        NodoCliente(orden["dsn"]) as nodo,
    ):
        estacion = Estacion(spool, nodo, "01")
        estacion.actualizar()
        for nombre, paso in Puesto(estacion).pasos():
            if nombre not in orden["vistos"]:
                try:
                    recibo = paso()
                except (NoProcede, ImagenRepetida) as ya:
                    decir("ya", str(ya))
                else:
                    if recibo is not None:
                        decir("hecho", str(recibo.hecho))
                decir("paso", nombre)
        assert estacion.entrega.vaciar().nodo
        estacion.salir(OPERADOR)
        estacion.despedir()
    decir("fin", "")


def presentarse(ruta: Path) -> None:
    """The station's first day: its card is there, whole, or it is not; what is there is read back."""
    ficha = fichas.leer(ruta) if ruta.exists() else FICHA
    assert ficha == FICHA
    fichas.guardar(ficha, ruta)


def decir(que: str, texto: str) -> None:
    print(que, texto, flush=True)
