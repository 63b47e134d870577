"""The sheets of the practice as image files: actas, one with another's label, one that is none, two spoiled."""

from PIL import Image, ImageFilter

from prep.documents.estilo import NEGRITA
from prep.domain.catalogo.plano import ALTO, ANCHO
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.practica.catalogo import ELECCION, FORMA
from prep.practica.ejercicios import EJERCICIOS, Ejercicio, catalogo_de_practica
from simulacro.papel.dibujo.dudoso import escribir
from simulacro.papel.dibujo.imprenta import hoja
from simulacro.papel.dibujo.llenado import firmar, identificar
from simulacro.papel.dibujo.mano import MANOS, mano
from simulacro.papel.dibujo.pegada import pegar
from simulacro.papel.dibujo.prensa import PAPEL, Prensa
from simulacro.papel.dibujo.retrato import codificar
from simulacro.pueblo.azar import Azar

BYTES_MAX = 110_000  # of each: they are kept with the code
LADEO = 0.4  # degrees: no sheet goes in straight
VISTO = 0.62  # of the sheet that lacks a piece
BORROSO = 14


def laminas() -> dict[str, bytes]:
    """By the name of its file; the same bytes each time."""
    return {ejercicio.archivo: _lamina(ejercicio) for ejercicio in EJERCICIOS}


def _lamina(ejercicio: Ejercicio) -> bytes:
    azar = Azar("practica", ejercicio.archivo)
    lienzo = _acta(ejercicio, azar) if ejercicio.escritos else _de_otra_cosa()
    vista = lienzo.rotate(azar.cerca(0, LADEO), Image.Resampling.BILINEAR, fillcolor=225)
    if ejercicio.devuelve is RazonDeDevolucion.INCOMPLETA:
        vista = vista.crop((0, 0, round(ANCHO * VISTO), ALTO))
    elif ejercicio.devuelve is RazonDeDevolucion.NO_SE_LEE:
        vista = vista.filter(ImageFilter.GaussianBlur(BORROSO))
    return codificar(vista, BYTES_MAX)


def _acta(ejercicio: Ejercicio, azar: Azar) -> Image.Image:
    catalogo = catalogo_de_practica()
    escribe = mano(azar.entero(0, MANOS - 1))
    blanca, medidas = hoja(catalogo, FORMA)
    lienzo = blanca.copy()
    identificar(lienzo, medidas, ejercicio.papel or ejercicio.acta, ELECCION, catalogo.territorios[0], escribe, azar)
    escribir(lienzo, medidas, ejercicio, escribe, azar)
    firmar(lienzo, medidas, escribe, azar)
    pegar(lienzo, catalogo.proceso, ejercicio.acta, azar)
    return lienzo


def _de_otra_cosa() -> Image.Image:
    """A sheet that came in the same envelope."""
    lienzo = Image.new("L", (ANCHO, ALTO), PAPEL)
    prensa = Prensa(lienzo)
    prensa.texto("HOJA DE INCIDENTES", (200, 180, ANCHO - 200, 320), 90, NEGRITA, centro=True)
    prensa.texto(
        "Anote lo que pasó en la casilla. Esta hoja no lleva votos.", (200, 340, ANCHO - 200, 420), 44, centro=True
    )
    for y in range(560, ALTO - 160, 110):
        prensa.linea(220, ANCHO - 220, y)
    return lienzo
