"""A node in play: people with real keys deliver real signed facts, and the árbitro's batches are run at once."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg

from central.arbitro.contexto import Contexto
from central.arbitro.lote import procesar
from central.nodo.centro import CENTRO, asegurar_centro
from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Captura,
    Cuerpo,
    Devolucion,
    Fuente,
    Imagen,
    Respuesta,
)
from prep.domain.hechos.propuestas import contestar, proponer
from prep.domain.reglas.ordenes import necesita_dos
from prep.net.identidad import Llave, nueva
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.conexion import motor
from prep.store.hechos import HechoFirmado
from tests.conftest import Nodo
from tests.dos_personas import acordar, orden_de, registrar_en
from tests.prestadas import prestada
from tests.store.ejemplos import PROCESO

ENTREGAR = "SELECT estacion_v1.entregar(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
ENTREGAR_CENTRO = "SELECT prep.entregar_centro(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
TOMA = "INSERT INTO prep.toma (acta, fuente, ronda, operador, estacion, toma)"
CAMPOS = 11


@dataclass
class Escena:
    """One base with people of CATD 01 whose keys are real; `llaves`, if they already have them here or elsewhere."""

    base: Nodo
    llaves: dict[str, Llave] = field(default_factory=dict)
    nombre: str = "op-01-{}"  # of person n
    proceso: str = PROCESO

    def __post_init__(self) -> None:
        self.llaves = self.llaves or dict(self.base.llaves)
        if self.llaves:
            return
        lugares = {"01": 6, "02": 4, "ccv": 3}
        for operador in (*(f"op-{sitio}-{n}" for sitio, hay in lugares.items() for n in range(1, hay + 1)), CENTRO):
            self.llaves[operador] = asegurar_centro(self.base.cluster.datos)[0] if operador == CENTRO else nueva()
            publica = self.llaves[operador].publica
            self.base.dueno("UPDATE prep.operador SET publica = %s WHERE operador = %s", publica, operador)
        registrar_en(self.base.conectar)
        self.base.firmar_lista()

    def firmar(self, n: int | str, acta: str, cuerpo: Cuerpo, fuente: Fuente = Fuente.CATD) -> HechoFirmado:
        if n == CENTRO:
            operador, estacion = CENTRO, self._lugar(acta, cuerpo, fuente)
        else:
            operador = f"op-{n}" if isinstance(n, str) else self.nombre.format(n)
            estacion = f"est-{n}" if isinstance(n, str) else f"est-01-{n}"
        return FirmaDeSesion(operador, estacion, self.proceso, self.llaves[operador]).hecho(acta, fuente, cuerpo)

    def _lugar(self, acta: str, cuerpo: Cuerpo, fuente: Fuente) -> str:
        """Where the centre signs that: by an order, which two people give here, if it needs one."""
        aqui = FirmaDeSesion(CENTRO, "centro-1", self.proceso, self.llaves[CENTRO]).hecho(acta, fuente, cuerpo)
        if not necesita_dos(aqui.hecho):
            return "centro-1"
        suyo = self.base.dueno("SELECT centro FROM prep.acta WHERE clave = %s", acta)
        anulado = cuerpo.hecho if isinstance(cuerpo, Anulacion) else None
        que = self.base.dueno("SELECT tipo FROM prep.hecho WHERE id = %s", anulado)
        orden = orden_de(acta, cuerpo, suyo[0][0] if suyo else "", que[0][0] if que else "")
        return acordar(self.base.conectar, self.proceso, orden)

    def dar(self, firmado: HechoFirmado) -> None:
        """The lease under which a captura is made, as a claim leaves it."""
        h = firmado.hecho
        assert isinstance(h.cuerpo, Captura | Devolucion)
        clave = (h.acta, h.fuente, h.cuerpo.ronda, h.operador, h.estacion)
        self.base.dueno(f"{TOMA} VALUES (%s, %s, %s, %s, %s, gen_random_uuid()) ON CONFLICT DO NOTHING", *clave)

    def entregar(self, firmado: HechoFirmado, dada: bool = True) -> str:
        """`dada`: a captura or a devolución comes under a lease."""
        h = firmado.hecho
        if dada and isinstance(h.cuerpo, Captura | Devolucion):
            self.dar(firmado)
        cabeza = (h.id, h.proceso, h.tipo, h.acta, h.fuente, h.operador)
        cola = (h.momento, h.desfase_ms, firmado.cuerpo, firmado.firma)
        del_centro = h.operador == CENTRO
        with prestada(self.base.dsn("prep_centro" if del_centro else h.estacion)) as conexion:
            valores = (*cabeza, h.estacion, *cola) if del_centro else (*cabeza, *cola)
            fila = conexion.execute(ENTREGAR_CENTRO if del_centro else ENTREGAR, valores).fetchone()
        assert fila is not None
        return str(fila[0])

    def hacer(self, n: int | str, acta: str, cuerpo: Cuerpo, fuente: Fuente = Fuente.CATD) -> HechoFirmado:
        """Signs and delivers one fact of person `n` at station `n`: a number, of CATD 01; `02-1`, of another."""
        firmado = self.firmar(n, acta, cuerpo, fuente)
        assert self.entregar(firmado) == "nuevo"
        return firmado

    def acordar(
        self, quienes: tuple[int | str, int | str], acta: str, cuerpo: Cuerpo, fuente: Fuente = Fuente.CATD
    ) -> HechoFirmado:
        """One of them proposes it, the other accepts; returns the Propuesta: its id is that of what it does."""
        uno, otro = quienes
        propuesta = self.hacer(uno, acta, proponer(cuerpo, "así dice el papel"), fuente)
        self.hacer(otro, acta, contestar(propuesta.hecho, Respuesta.ACEPTA, "lo vi en el papel"), fuente)
        return propuesta

    def digitalizada(self, acta: str) -> str:
        """Received and scanned; returns the image's hash."""
        imagen = acta.encode()
        huella = hashlib.sha256(imagen).hexdigest()
        self.hacer(1, acta, Acopio("01", "D"))
        with prestada(self.base.dsn("est-01-1")) as conexion:
            conexion.execute("SELECT estacion_v1.entregar_imagen(%s, %s, %s)", (huella, acta, imagen))
        self.hacer(1, acta, Imagen(huella, "ESCANER", "01"))
        return huella

    def captura(self, n: int, acta: str, huella: str, votos: int = 1, ronda: int = 1) -> HechoFirmado:
        return self.hacer(n, acta, Captura(ronda, huella, (votos,) * CAMPOS, "ACTA PREP", acta))

    @contextmanager
    def arbitro(self) -> Iterator[tuple[psycopg.Connection[Any], Contexto]]:
        base = motor(self.base.dsn("prep_arbitro"))
        try:
            with self.base.conectar("prep_arbitro") as conexion:
                yield conexion, Contexto(base, conexion)
        finally:
            base.dispose()

    def correr(self) -> int:
        """The árbitro until the queue is empty; returns how many rows it took."""
        tomadas = 0
        with self.arbitro() as (conexion, contexto):
            while n := procesar(conexion, contexto):
                tomadas += n
        return tomadas

    def etapa(self, acta: str) -> str:
        return str(self.base.dueno("SELECT etapa FROM prep.acta_estado WHERE acta = %s", acta)[0][0])

    def abiertos(self, acta: str) -> list[tuple[Any, ...]]:
        """The open work: (class, slot, ronda)."""
        return self.base.dueno(
            "SELECT clase, puesto, ronda FROM prep.trabajo WHERE acta = %s AND terminado IS NULL ORDER BY 1, 2", acta
        )
