"""The sheets made ready ahead: each lit by its own form, and each trouble told of its own acta."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

from PySide6.QtCore import QObject, QSize
from pytestqt.qtbot import QtBot

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.catalogo.plano import partidos, plano
from prep.domain.hechos.hechos import Fuente
from prep.services.captura.trabajo import Trabajo
from prep.services.nodo.tipos import TrabajoTomado
from prep.ui.captura.hojas import HojasDeCaptura
from prep.ui.hilos import Taller
from prep.ui.visor import HojaEnVisor
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from tests.services import tres


def con_formas_distintas(catalogo: Catalogo) -> Catalogo:
    """The same, where an acta of diputaciones has no row for PAN_PRI."""
    clave = "DIP_LOC/001/A03"
    forma = catalogo.formas[clave]
    corta = replace(forma, votos=tuple(v for v in forma.votos if v != "PAN_PRI"))
    return replace(catalogo, formas={**catalogo.formas, clave: corta})


CATALOGO = con_formas_distintas(tres.catalogo())
ZONA = QSize(900, 500)


class Adelanto:
    """What the node answers when it is asked for an image ahead: each of these, once."""

    def __init__(self, *imagenes: bytes) -> None:
        self._imagenes = list(imagenes)

    def anticipar(self) -> tuple[str, bytes] | None:
        if not self._imagenes:
            return None
        imagen = self._imagenes.pop(0)
        return sha256(imagen).hexdigest(), imagen


class Oyente(QObject):
    """What was opened, and what could not be, in order."""

    def __init__(self, hojas: HojasDeCaptura) -> None:
        super().__init__()
        self.abiertas: list[tuple[Trabajo, HojaEnVisor]] = []
        self.danadas: list[Trabajo] = []
        hojas.abierta.connect(self.abierta)
        hojas.danada.connect(self.danada)

    def abierta(self, trabajo: Trabajo, hoja: HojaEnVisor) -> None:
        self.abiertas.append((trabajo, hoja))

    def danada(self, trabajo: Trabajo, _: str) -> None:
        self.danadas.append(trabajo)


def acta_de(eleccion: str) -> Acta:
    return next(a for a in CATALOGO.actas.values() if a.eleccion == eleccion and CATALOGO.forma_de(a).totales)


def trabajo_de(acta: Acta, imagen: bytes) -> Trabajo:
    huella = sha256(imagen).hexdigest()
    toma = TrabajoTomado(1, uuid4(), acta.clave, Fuente.CATD, 1, 1, huella, datetime.now(UTC))
    return Trabajo(toma, acta, CATALOGO.forma_de(acta), imagen, Identificacion.ETIQUETA)


def dibujada(acta: Acta) -> bytes:
    papel = Papel(acta.clave, tuple(range(len(CATALOGO.forma_de(acta).campos))), "ACTA PREP")
    return dibujar(papel, CATALOGO, 1, etiqueta=True)


def test_una_hoja_traida_antes_se_ilumina_con_la_forma_de_su_acta(taller: Taller, qtbot: QtBot) -> None:
    una, otra = (trabajo_de(a, dibujada(a)) for a in map(acta_de, ("GUB", "DIP_LOC")))
    hojas = HojasDeCaptura(Adelanto(otra.contenido), CATALOGO, taller, taller)  # type: ignore[arg-type]
    oyente = Oyente(hojas)
    hojas.abrir(una, ZONA)
    qtbot.waitUntil(lambda: len(oyente.abiertas) == 1 and not taller.en_curso)
    hojas.abrir(replace(otra, contenido=b"no se lee otra vez"), ZONA)
    qtbot.waitUntil(lambda: len(oyente.abiertas) == 2 and not oyente.danadas)
    for trabajo, hoja in oyente.abiertas:
        eleccion = CATALOGO.eleccion(trabajo.acta.eleccion)
        debidas = plano(trabajo.forma, len(partidos(eleccion, trabajo.forma))).campos
        assert hoja.cajas == {campo: renglon.fila for campo, renglon in debidas.items()}
    assert oyente.abiertas[0][1].cajas != oyente.abiertas[1][1].cajas, "las dos formas son distintas"


def test_una_imagen_danada_se_dice_de_su_acta_y_no_de_la_siguiente(taller: Taller, qtbot: QtBot) -> None:
    mala = trabajo_de(acta_de("GUB"), b"no es una imagen")
    buena = trabajo_de(acta_de("GUB"), dibujada(acta_de("GUB")))
    hojas = HojasDeCaptura(Adelanto(), CATALOGO, taller, taller)  # type: ignore[arg-type]
    oyente = Oyente(hojas)
    hojas.abrir(mala, ZONA)
    hojas.abrir(buena, ZONA)
    qtbot.waitUntil(lambda: len(oyente.abiertas) == 1 and not taller.en_curso)
    assert oyente.danadas == []
    hojas.abrir(mala, ZONA)
    qtbot.waitUntil(lambda: oyente.danadas == [mala])
