"""Draws the image of an acta from its paper and a seed: the same bytes for the same paper, seed and versions."""

from prep.domain.catalogo.catalogo import Acta, Catalogo, Territorio
from prep.domain.catalogo.fuera_de_catalogo import acta_fc
from simulacro.papel.dibujo.imprenta import hoja
from simulacro.papel.dibujo.llenado import firmar, identificar, llenar
from simulacro.papel.dibujo.mano import MANOS, mano
from simulacro.papel.dibujo.pegada import pegar
from simulacro.papel.dibujo.retrato import BYTES_MAX, codificar, escanear, fotografiar
from simulacro.papel.papel import Papel, anotar, nota
from simulacro.pueblo.azar import Azar

SIN_CODIGO = 0.3  # share of the actas that carry no code at all


def lleva_etiqueta(clave: str, semilla: int) -> bool:
    """Whether acta `clave` carries a label, drawn by seed: SIN_CODIGO of them carry no code."""
    return Azar("etiqueta", semilla, clave).uno() >= SIN_CODIGO


def dibujar(
    papel: Papel, catalogo: Catalogo, semilla: int, *, etiqueta: bool, foto: bool = False, toma: int = 1,
    ajena: str = "",
) -> bytes:  # fmt: skip
    """The image of `papel`: grey JPEG, long side and bytes within LADO_MAX and BYTES_MAX, figures in its comment.

    The hand depends on key and seed; `toma` makes two takes of the same acta differ. `foto`: as a phone takes it.
    `ajena`: the acta whose label was stuck on it by mistake.
    """
    acta = acta_de(papel.clave, catalogo)
    forma, eleccion = catalogo.forma_de(acta), catalogo.eleccion(acta.eleccion)
    azar = Azar("acta", semilla, papel.clave)
    escribe = mano(azar.entero(0, MANOS - 1))
    blanca, medidas = hoja(catalogo, forma)
    lienzo = blanca.copy()
    identificar(lienzo, medidas, acta, eleccion, _territorio(acta, catalogo), escribe, azar)
    llenar(lienzo, medidas, forma, papel.valores, escribe, azar)
    firmar(lienzo, medidas, escribe, azar)
    if etiqueta:
        pegar(lienzo, catalogo.proceso, acta_de(ajena or papel.clave, catalogo), azar)
    vista = (fotografiar if foto else escanear)(lienzo, Azar("toma", semilla, papel.clave, toma))
    dicho = nota(papel, toma)
    return anotar(codificar(vista, BYTES_MAX - len(dicho)), dicho)


def acta_de(clave: str, catalogo: Catalogo) -> Acta:
    """The expected acta of that key, or the stray one that the key describes; raises ClaveInvalida."""
    return catalogo.actas[clave] if clave in catalogo.actas else acta_fc(clave, catalogo)


def _territorio(acta: Acta, catalogo: Catalogo) -> Territorio:
    suyos = (t for t in catalogo.territorios if (t.eleccion, t.id) == (acta.eleccion, acta.territorio))
    return next(suyos, Territorio(acta.eleccion, acta.territorio, acta.territorio))
