"""The closing of a CATD: signed with the figures that were shown and the reasons that were written."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from uuid import uuid4

from catd.empaque.pantalla import PUERTA, PantallaEmpaque
from prep.domain.hechos.hechos import Tipo
from prep.domain.reglas.empaque import (
    CONFORMADO,
    EMPACADO,
    REABIERTO,
    ActaDeEmpaque,
    ActoDeEmpaque,
    DiferenciaDeEmpaque,
    contar,
)
from prep.services.estacion.empaque import VistaDeEmpaque
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.store import ejemplos

AHORA = datetime.now(UTC)


class PuestoDeEmpaque(PuestoDeFirmas):
    puerta = PUERTA
    firmara = (Tipo.INCIDENCIA,)
    teclas = ("f2", "ctrl+f2", "f11", "f2", "ctrl+f2", "f11")

    def preparar(self) -> None:
        self._pantalla.obra.mirada.pausar()
        self._pantalla.obra.imprimir = lambda vista: None  # type: ignore[method-assign]
        self._primera: ActoDeEmpaque | None = None
        self._actas: list[ActaDeEmpaque] = []

    @property
    def _pantalla(self) -> PantallaEmpaque:
        assert isinstance(self.marco.pantalla, PantallaEmpaque)
        return self.marco.pantalla

    def caminos(self, azar: Random) -> list[str]:
        razones = [paso for _ in range(4) for paso in azar.choice((["enter"], ["abajo", "enter"]))]
        return azar.choice(
            (
                ["f2", *azar.choice((["enter"], ["abajo", "enter"], ["texto:75", "enter"])), *razones, "tab", "enter"],
                ["ctrl+f2", "tab", azar.choice(("enter", "espacio"))],
                ["f11", *azar.choice((["enter"], ["texto:Llego tarde", "enter"]))],
            )
        )

    def llega(self, azar: Random) -> None:
        """Some of each kind; signed by another person, or by nobody yet."""
        self._actas = [_acta(n, azar.randrange(1, 5)) for n in range(1, 9)]
        self._primera = None
        if azar.random() < 0.6:
            lugar = f"{contar(self._actas).texto} 100"
            self._primera = ActoDeEmpaque(uuid4(), EMPACADO, "beto", "Beto", "est-01-1", AHORA, "Va.", lugar)
        self._decir()

    def mirada(self, azar: Random) -> None:
        """Something more came meanwhile."""
        n = azar.randrange(len(self._actas))
        self._actas[n] = _acta(n + 1, azar.randrange(1, 5))
        self._decir()

    def _decir(self) -> None:
        actos = () if self._primera is None else (self._primera,)
        self._pantalla.obra.mirada.llego.emit(VistaDeEmpaque(AHORA, tuple(self._actas), actos, False))

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        juez: dict[str, Callable[[Firmado, Delante, Gesto, Hilo], str]] = {
            EMPACADO: self._cerrado, CONFORMADO: self._conforme, REABIERTO: self._reabierto,
        }  # fmt: skip
        return juez[firmado.cuerpo["codigo"]](firmado, antes, gesto, hilo)

    def _cerrado(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        esperadas, recibidas, _, *otras, caja = firmado.cuerpo["lugar"].split()
        vistas = re.findall(r"\d+", antes.texto)[:5]
        if vistas != [recibidas, esperadas, *otras]:
            return f"firmó {firmado.cuerpo['lugar']} y se veía {antes.texto}"
        if hilo.dijo("¿Cuántos sobres")[-1:] != [caja]:
            return f"con cajas de {caja}: se dijo {hilo.dijo('¿Cuántos sobres')}"
        explicadas = {(d.texto.splitlines()[-1].partition(". ¿Por qué?")[0], d.escrito) for d, _ in hilo.contestado}
        for cual in DiferenciaDeEmpaque:
            dicha = re.search(rf"{cual}: (\d+)\. ", texto := firmado.cuerpo["texto"])
            if dicha and not any(que == dicha[0][:-2] and f"{que}. {razon}" in texto for que, razon in explicadas):
                return f"«{dicha[0]}» no es lo que se explicó: {explicadas}"
        return en_pregunta(antes, gesto, "¿Firmar el cierre?", "Firmar")

    def _conforme(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        assert self._primera is not None
        esperadas, recibidas, _, *otras, _ = self._primera.lugar.split()
        if re.findall(r"\d+", antes.texto)[:5] != [recibidas, esperadas, *otras]:
            return f"dio su conforme a {self._primera.lugar} y se veía {antes.texto}"
        return en_pregunta(antes, gesto, "Segunda firma del cierre", "Firmar")

    def _reabierto(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        if firmado.cuerpo["texto"] != antes.escrito:
            return "con otro motivo"
        return en_pregunta(antes, gesto, "Reabrir el CATD")


def _acta(n: int, llego: int) -> ActaDeEmpaque:
    acta = ejemplos.acta(2 * n - 1)
    return ActaDeEmpaque(
        acta.clave,
        acta.eleccion,
        False,
        AHORA if llego else None,
        "D" if llego else "",
        llego > 1,
        llego > 2,
        llego > 3,
    )
