"""Propuestas: accepted and refused what was in front, and what this person proposes is what they wrote (P-10)."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4
from zoneinfo import ZoneInfo

from prep.domain.hechos.campos import Valor, leer_valor
from prep.domain.hechos.hechos import Anulacion, Cotejo, Fuente, Respuesta, Tipo
from prep.domain.hechos.propuestas import proponer
from prep.domain.vida.acuerdo import SE_ABRE
from prep.services.captura.acuerdos import ActaPorCorregir
from prep.services.estacion.errores import NoProcede
from prep.services.nodo.tipos import PropuestaVista
from prep.ui.acuerdos.obra import ObraAcuerdos
from prep.ui.acuerdos.palabras import que
from prep.ui.acuerdos.pantalla import PUERTA, PantallaAcuerdos
from prep.ui.rotulos import breve, rotulo
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.store import ejemplos

AHORA = datetime.now(UTC)
CIFRAS: tuple[Valor, ...] = (7, 8, 9, 10, 101, 102, 103, 104, 0, 0, 424)
CLAVE = ejemplos.acta(9).clave
CATALOGO = ejemplos.catalogo()
ROTULOS = [rotulo(c, CATALOGO.eleccion("GUB")) for c in CATALOGO.forma_de(ejemplos.acta(9)).campos]
ZONA = ZoneInfo(CATALOGO.ajustes.zona)


def vista(n: int, azar: Random) -> PropuestaVista:
    """Of acta n."""
    otras = (*CIFRAS[:3], 11, *CIFRAS[4:])
    cuerpo = azar.choice((Cotejo(3, "Se abre."), Cotejo(2, "Así se lee.", otras), Anulacion(uuid4(), "Se quita.")))
    quita = ("CAPTURA", "beto", AHORA) if isinstance(cuerpo, Anulacion) else None
    return PropuestaVista(
        uuid4(), ejemplos.acta(n).clave, Fuente.CATD, "beto", AHORA, AHORA + timedelta(days=30),
        proponer(cuerpo, f"Motivo {n}."), "VERIFICADA", CIFRAS, quita, None, "",
    )  # fmt: skip


def _mirar(dicha: str) -> ActaPorCorregir:
    if dicha.upper() != CLAVE:  # as the parser reads it
        raise NoProcede("De esa acta no ha llegado nada.")
    return ActaPorCorregir(CLAVE, Fuente.CATD, CIFRAS, ())


class PuestoDeAcuerdos(PuestoDeFirmas):
    puerta = PUERTA
    firmara = (Tipo.CONFORME, Tipo.PROPUESTA)
    teclas = ("f2", "f2", "f11", "+a", "+b", "f6")

    def preparar(self) -> None:
        self._obra.mirada.pausar()
        self._vistas: list[PropuestaVista] = []
        self._todas: dict[str, PropuestaVista] = {}
        # the node would say it; it is the worker that asks
        self._pantalla._proponedor._acuerdos.mirar = _mirar  # type: ignore[method-assign]
        self._obra.imagen.abrir = lambda clave: None  # type: ignore[method-assign]

    @property
    def _pantalla(self) -> PantallaAcuerdos:
        assert isinstance(self.marco.pantalla, PantallaAcuerdos)
        return self.marco.pantalla

    @property
    def _obra(self) -> ObraAcuerdos:
        return self._pantalla.obra

    def caminos(self, azar: Random) -> list[str]:
        baja = ["abajo"] * azar.randrange(3)
        corrige = ["f11", "+b", f"texto:{CLAVE.lower()}", "enter"]
        return azar.choice(
            (
                [*baja, "f2", "tab", "enter"],
                [*baja, "f2", "tab", "espacio"],
                [*baja, "f11", "+a", "enter"],
                [*baja, "f11", "+a", "abajo", "enter"],
                [*corrige, "enter", "enter"],
                [
                    *corrige,
                    "abajo",
                    "enter",
                    *["abajo"] * azar.randrange(5),
                    "enter",
                    "texto:12",
                    "enter",
                    "enter",
                    "enter",
                ],
            )
        )

    def llega(self, azar: Random) -> None:
        self._decir([vista(n, azar) for n in azar.sample((1, 3, 5, 7, 11), 4)])

    def mirada(self, azar: Random) -> None:
        quedan = [*(self._vistas[:-1] if azar.random() < 0.3 else self._vistas), vista(azar.choice((13, 15)), azar)]
        self._decir(azar.sample(quedan, len(quedan)))

    def _decir(self, vistas: list[PropuestaVista]) -> None:
        self._vistas = vistas
        self._todas |= {str(v.hecho): v for v in vistas}
        self._obra.mirada.llego.emit(tuple(vistas))

    def pide_etiqueta(self, antes: Delante) -> bool:
        return "¿De qué acta?" in antes.texto and antes.foco == "QLineEdit"

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        if firmado.tipo == Tipo.PROPUESTA:
            return en_pregunta(antes, gesto, "Proponer un cambio") or self._propuesta(firmado, hilo)
        vista = self._todas[firmado.cuerpo["propuesta"]]
        nombre, dice = breve(CATALOGO.actas[vista.acta]), que(vista, ZONA)
        if firmado.cuerpo["respuesta"] == Respuesta.ACEPTA:
            mal = en_pregunta(antes, gesto, "Aceptar lo propuesto", "Aceptar")
            return mal or ("" if f"{nombre}: {dice}." in antes.texto else f"aceptó otra: {nombre}: {dice}")
        mal = en_pregunta(antes, gesto, "Rechazar lo propuesto")
        if firmado.cuerpo["motivo"] != antes.escrito:
            mal = mal or "con otro motivo"
        senalada = any(f"{nombre} · {dice}" in campo for campo in hilo.abierto)
        return mal or ("" if senalada else f"rechazó otra: {nombre}: {dice}")

    def _propuesta(self, firmado: Firmado, hilo: Hilo) -> str:
        """Of the acta whose key was written, what was chosen of it, with the figures that were written."""
        cotejo = json.loads(firmado.cuerpo["datos"])
        (clave,), (eligio,), motivos = hilo.dijo("¿De qué acta?"), hilo.dijo("¿Qué propone?"), hilo.dijo("¿Por qué?")
        if (clave.upper(), motivos) != (firmado.acta, [firmado.cuerpo["motivo"]]):
            return f"de {firmado.acta} y por {firmado.cuerpo['motivo']}: se escribió {clave} y {motivos}"
        if cotejo["resultado"] == SE_ABRE:
            return "" if eligio == "Capturarla otra vez" else f"abrió, y se eligió {eligio}"
        cifras = list(CIFRAS)
        campos = [c.rpartition(": ")[0] for c in hilo.dijo("¿Qué dato dice")]
        for campo, valor in zip(campos, hilo.dijo("¿Qué dice el acta?"), strict=False):
            cifras[ROTULOS.index(campo)] = leer_valor(valor.upper())
        return (
            "" if list(map(leer_valor, cotejo["valores"])) == cifras else f"{cotejo['valores']}: se escribió {cifras}"
        )
