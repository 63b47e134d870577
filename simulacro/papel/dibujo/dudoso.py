"""How what is doubtful stands on an acta: dashes, crossings out, corrections; for the practice (R-13)."""

from PIL import Image

from prep.domain.catalogo.plano import Caja, Plano, RenglonImpreso
from prep.practica.ejercicios import Como, Ejercicio, Escrito
from simulacro.papel.dibujo.letras import en_letras
from simulacro.papel.dibujo.llenado import tachar
from simulacro.papel.dibujo.mano import Mano
from simulacro.pueblo.azar import Azar

SIGNOS = {
    Como.GUION: (((0.1, 0.5), (0.9, 0.5)),),
    Como.DIAGONAL: (((0.15, 0.9), (0.85, 0.1)),),
    Como.EQUIS: (((0.15, 0.1), (0.85, 0.9)), ((0.85, 0.1), (0.15, 0.9))),
}
DENTRO = 16  # px of a row that what is crossed out leaves free: its lines are how it is found
ERRADO = 37  # what was written first, before it was crossed out and corrected


def escribir(lienzo: Image.Image, medidas: Plano, ejercicio: Ejercicio, mano: Mano, azar: Azar) -> None:
    """Every field of the sheet, as its exercise says."""
    for campo, escrito in ejercicio.escritos.items():
        _campo(lienzo, medidas.campos[campo], escrito, mano, azar)


def _campo(lienzo: Image.Image, renglon: RenglonImpreso, escrito: Escrito, mano: Mano, azar: Azar) -> None:
    x0, y0, x1, y1 = renglon.letras
    if escrito.como in SIGNOS:
        _signo(lienzo, renglon, escrito.como, mano)
    elif escrito.como is Como.CORREGIDO:
        medio = (x0 + x1) // 2
        tomada = mano.escribir(lienzo, mano.texto(en_letras(ERRADO)), (x0, y0, medio - 8, y1), azar)
        _raya(lienzo, tomada, mano)
        mano.escribir(lienzo, mano.texto(escrito.letras), (medio + 8, y0, x1, y1), azar)
        mano.cifras(lienzo, escrito.cifras, renglon.casillas, azar)
    elif escrito.como is not Como.BLANCO:
        _letras_y_cifras(lienzo, renglon, escrito, mano, azar)


def _letras_y_cifras(lienzo: Image.Image, renglon: RenglonImpreso, escrito: Escrito, mano: Mano, azar: Azar) -> None:
    letras, cifras = escrito.letras, escrito.cifras
    if escrito.como is Como.LLANO and isinstance(escrito.valor, int):
        letras, cifras = en_letras(escrito.valor), f"{escrito.valor:03d}"
    if letras:
        caja = mano.escribir(lienzo, mano.texto(letras), renglon.letras, azar)
        if escrito.como is Como.LETRA_TACHADA:
            _raya(lienzo, caja, mano)
        elif escrito.como in (Como.TACHADO, Como.INDESCIFRABLE):
            tachar(lienzo, (caja[0] - 6, caja[1] + DENTRO, caja[2] + 10, caja[3] - DENTRO), mano, azar)
    if cifras and not cifras.isdigit():  # a word where figures go
        primera, ultima = renglon.casillas[0], renglon.casillas[-1]
        mano.escribir(lienzo, mano.texto(cifras), (primera[0], primera[1], ultima[2], ultima[3]), azar)
    elif cifras:
        mano.cifras(lienzo, cifras, renglon.casillas, azar)
        if escrito.como in (Como.TACHADO, Como.INDESCIFRABLE):
            primera, ultima = renglon.casillas[0], renglon.casillas[-1]
            tachar(lienzo, (primera[0], primera[1] + 2, ultima[2], ultima[3] - 2), mano, azar)


def _signo(lienzo: Image.Image, renglon: RenglonImpreso, como: Como, mano: Mano) -> None:
    """Where the words go, and over the three boxes."""
    x0, y0, _, y1 = renglon.letras
    primera, ultima = renglon.casillas[0], renglon.casillas[-1]
    for caja in ((x0 + 40, y0 + 14, x0 + 160, y1 - 14), (primera[0], primera[1], ultima[2], ultima[3])):
        for trazo in SIGNOS[como]:
            puntos = [(caja[0] + x * (caja[2] - caja[0]), caja[1] + y * (caja[3] - caja[1])) for x, y in trazo]
            mano.rayar(lienzo, puntos, round(mano.pluma) + 1)


def _raya(lienzo: Image.Image, caja: Caja, mano: Mano) -> None:
    """Crossed out with two lines: it can still be read."""
    x0, y0, x1, y1 = caja
    for parte in (0.45, 0.62):
        y = y0 + parte * (y1 - y0)
        mano.rayar(lienzo, [(x0 - 6, y + 3), (x1 + 8, y - 3)], round(mano.pluma) + 1)
