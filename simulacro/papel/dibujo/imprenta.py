"""Prints the blank acta of a form: titles, boxes, and the parties as words in boxes: no emblem of anybody."""

from functools import lru_cache

from PIL import Image, ImageFilter

from prep.documents.estilo import NEGRITA
from prep.domain.catalogo.catalogo import (
    ASENTADO,
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Catalogo,
    ClaseColumna,
    Eleccion,
    Entidad,
    Forma,
)
from prep.domain.catalogo.plano import (
    ALTO,
    ANCHO,
    CENTRO,
    DERECHA,
    ELE,
    ETIQUETA,
    FILAS,
    GRUESO,
    IZQUIERDA,
    MARCA,
    MARCAS,
    PARTIDO,
    TIPOS,
    Caja,
    Plano,
    RenglonImpreso,
    nombres_de,
    partidos,
    plano,
)
from simulacro.papel.dibujo.prensa import GRIS, NEGRO, PAPEL, TENUE, Prensa

FOCO = ImageFilter.GaussianBlur(0.9)  # no scanner sees a sharper edge, and sharper ones weigh a third more
FONDOS = 12  # blank actas kept, 4 MB each: a centre's forms
NOMBRES = {
    TOTALES[0]: "BOLETAS SOBRANTES",
    TOTALES[1]: "PERSONAS QUE VOTARON",
    TOTALES[2]: "REPRESENTACIONES QUE VOTARON",
    TOTALES[3]: "TOTAL DE VOTOS SACADOS DE LA URNA",
    NO_REGISTRADAS: "CANDIDATURAS NO REGISTRADAS",
    NULOS: "VOTOS NULOS",
    ASENTADO: "TOTAL",
}
CARGOS = ("PRESIDENCIA", "1ª SECRETARÍA", "2ª SECRETARÍA", "1ª ESCRUTADORA", "2ª ESCRUTADORA", "3ª ESCRUTADORA")


def hoja(catalogo: Catalogo, forma: Forma) -> tuple[Image.Image, Plano]:
    """The blank acta of `forma`, grey, ANCHO × ALTO, and where its boxes are; shared: copy it before writing on it."""
    eleccion = catalogo.eleccion(forma.eleccion)
    return _hoja(catalogo.entidad, eleccion, forma, catalogo.ajustes.real), plano(forma, len(partidos(eleccion, forma)))


@lru_cache(maxsize=FONDOS)
def _hoja(entidad: Entidad, eleccion: Eleccion, forma: Forma, real: bool) -> Image.Image:
    lienzo = Image.new("L", (ANCHO, ALTO), PAPEL)
    prensa = Prensa(lienzo)
    estan = partidos(eleccion, forma)
    medidas = plano(forma, len(estan))
    _esquinas(prensa)
    _titulo(prensa, entidad, eleccion, forma)
    _identificacion(prensa, entidad, eleccion, medidas)
    _resultados(prensa, eleccion, forma, medidas)
    for total in forma.totales:
        _total(prensa, total, medidas)
    _firmas(prensa, medidas, estan)
    pie = "ORIGINAL PARA LA BOLSA DEL PREP" if real else "SIMULACRO · ACTA DIBUJADA POR PROGRAMA, SIN VALOR LEGAL"
    prensa.texto(f"DESTINO: {pie}", (300, ALTO - 118, ANCHO - 300, ALTO - 70), 38, NEGRITA, GRIS, centro=True)
    return lienzo.filter(FOCO)


def _esquinas(prensa: Prensa) -> None:
    """Three squares and an L: what a reader needs to straighten the sheet and to know which side is up."""
    for x, y in MARCAS:
        prensa.pincel.rectangle((x, y, x + MARCA, y + MARCA), NEGRO)
    x, y = ELE
    prensa.pincel.rectangle((x - MARCA, y - GRUESO, x, y), NEGRO)
    prensa.pincel.rectangle((x - GRUESO, y - MARCA, x, y), NEGRO)


def _titulo(prensa: Prensa, entidad: Entidad, eleccion: Eleccion, forma: Forma) -> None:
    x0, x1 = IZQUIERDA
    prensa.marco(ETIQUETA, TENUE)
    prensa.pincel.ellipse((150, 90, 330, 230), TENUE)
    prensa.texto(forma.codigo, (160, 120, 320, 200), 46, NEGRITA, centro=True)
    prensa.marco((x0, 330, x1, 456), TENUE, TENUE)
    proceso = f"PROCESO ELECTORAL LOCAL {entidad.anio - 1}-{entidad.anio}"
    prensa.texto(proceso, (x0 + 10, 334, x1 - 10, 366), 22, centro=True)
    prensa.texto("ACTA DE ESCRUTINIO Y CÓMPUTO DE CASILLA", (x0 + 10, 366, x1 - 10, 408), 30, NEGRITA, centro=True)
    titulo = f"DE LA ELECCIÓN DE {eleccion.nombre}"
    prensa.texto(titulo, (x0 + 10, 408, x1 - 10, 452), 30, NEGRITA, centro=True)


def _apartado(prensa: Prensa, numero: int, nombre: str, caja: Caja) -> None:
    x0, y0, x1, y1 = caja
    lado = y1 - y0
    prensa.pincel.ellipse((x0, y0, x0 + lado, y1), NEGRO)
    prensa.texto(str(numero), (x0, y0, x0 + lado, y1), lado * 0.6, NEGRITA, PAPEL, centro=True)
    prensa.texto(nombre, (x0 + lado + 12, y0, x1, y1), lado * 0.72, NEGRITA)


def _identificacion(prensa: Prensa, entidad: Entidad, eleccion: Eleccion, medidas: Plano) -> None:
    x0, x1 = IZQUIERDA
    _apartado(prensa, 1, "DATOS DE IDENTIFICACIÓN DE LA CASILLA", (x0, 474, x1, 510))
    prensa.texto("Entidad:", (x0, 530, x0 + 140, 570), 26)
    prensa.texto(entidad.nombre, (x0 + 150, 530, x1, 570), 28, NEGRITA)
    prensa.linea(x0 + 145, x1, 574)
    prensa.texto(f"{eleccion.territorio}:", (x0, 594, medidas.territorio[0] - 8, 634), 26)
    prensa.linea(medidas.territorio[0], x1, 642)
    prensa.texto("Sección:", (x0, 658, 222, 700), 26)
    prensa.texto("Marque con X", (x0, 712, 460, 740), 19, tinta=GRIS)
    prensa.texto("el tipo de casilla", (x0, 738, 460, 766), 19, tinta=GRIS)
    prensa.texto("Número:", (x0, 790, 290, 832), 26)
    prensa.texto("Extensión:", (480, 790, 650, 832), 26)
    for casillas in (medidas.seccion, medidas.numero, medidas.extension):
        prensa.casillas(casillas)
    for tipo, (a, b, c, d) in medidas.tipos.items():
        prensa.pincel.ellipse((a, b, c, d), 246, NEGRO, 2)
        prensa.texto(TIPOS[tipo], (a + 8, b, c - 8, d), 14, centro=True)


def _resultados(prensa: Prensa, eleccion: Eleccion, forma: Forma, medidas: Plano) -> None:
    x0, _, x1, _ = FILAS
    _apartado(prensa, 6, "RESULTADOS DE LA VOTACIÓN", (x0, 74, x1, 112))
    aviso = "Copie los votos de cada partido, coalición y candidatura. Si no hubo para alguno, escriba ceros."
    prensa.texto(aviso, (x0, 120, x1, 150), 22)
    prensa.marco((x0, 160, x1, FILAS[1]), GRIS, TENUE)
    prensa.texto("PARTIDO, COALICIÓN", (x0 + 6, 164, x0 + PARTIDO, 198), 19, NEGRITA, centro=True)
    prensa.texto("O CANDIDATURA", (x0 + 6, 196, x0 + PARTIDO, 230), 19, NEGRITA, centro=True)
    prensa.texto("RESULTADOS (con letra)", (x0 + PARTIDO, 170, x1 - 200, 226), 24, NEGRITA, centro=True)
    prensa.texto("(con número)", (x1 - 190, 170, x1 - 4, 226), 22, centro=True)
    for campo in (*forma.votos, ASENTADO):
        renglon = medidas.campos[campo]
        a, b, _, d = renglon.fila
        prensa.marco(renglon.fila, GRIS)
        prensa.pincel.line((a + PARTIDO, b, a + PARTIDO, d), GRIS, 2)
        prensa.casillas(renglon.casillas)
        if campo in NOMBRES:
            if campo == ASENTADO:
                prensa.marco((a, b, a + PARTIDO, d), GRIS, GRIS)
            lugar = (a + 6, b + 4, a + PARTIDO - 6, d - 4)
            _en_dos(prensa, NOMBRES[campo], lugar, PAPEL if campo == ASENTADO else NEGRO)
        else:
            _marcas(prensa, eleccion, campo, renglon)


def _en_dos(prensa: Prensa, texto: str, caja: Caja, tinta: int) -> None:
    """A name over two lines when it is long."""
    x0, y0, x1, y1 = caja
    if len(texto) < 14:
        prensa.texto(texto, caja, 24, NEGRITA, tinta, centro=True)
        return
    primera, _, segunda = texto.partition(" ")
    medio = (y0 + y1) // 2
    prensa.texto(primera, (x0, y0, x1, medio), 19, NEGRITA, tinta, centro=True)
    prensa.texto(segunda, (x0, medio, x1, y1), 19, NEGRITA, tinta, centro=True)


def _marcas(prensa: Prensa, eleccion: Eleccion, campo: str, renglon: RenglonImpreso) -> None:
    """A box with its name for each party of the column, side by side."""
    columna = eleccion.columna(campo)
    nombres = columna.partidos or (campo,)
    cajas = nombres_de(renglon, len(nombres))
    (x0, y0, _, y1), x1 = cajas[0], cajas[-1][2]
    aviso = {ClaseColumna.COMUN: "CANDIDATURA COMÚN", ClaseColumna.SIN_PARTIDO: "SIN PARTIDO"}.get(columna.clase, "")
    if aviso and y1 - y0 > 36:
        prensa.texto(aviso, (x0 - 2, y0, x1 + 2, y0 + 14), 13, centro=True)
        y0 += 15
    for nombre, (a, _, c, d) in zip(nombres, cajas, strict=True):
        prensa.marco((a, y0, c, d), NEGRO, TENUE)
        prensa.texto(nombre, (a + 4, y0, c - 4, d), 26, NEGRITA, centro=True)


def _total(prensa: Prensa, total: str, medidas: Plano) -> None:
    renglon = medidas.campos[total]
    x0, y0, x1, y1 = renglon.fila
    arriba = y0 - (82 if total == TOTALES[3] else 92)
    _apartado(prensa, 2 + TOTALES.index(total), NOMBRES[total], (x0, arriba, x1, arriba + 38))
    prensa.texto("Copie la cantidad de la hoja para hacer operaciones.", (x0, arriba + 44, x1, arriba + 74), 21)
    prensa.linea(renglon.letras[0] - 10, renglon.letras[2], y1 - 6)
    prensa.texto("(con letra)", (x0 + 180, y1 - 4, x0 + 400, y1 + 22), 17)
    prensa.texto("(con número)", (x1 - 180, y1 - 4, x1, y1 + 22), 17, centro=True)
    prensa.casillas(renglon.casillas)


def _firmas(prensa: Prensa, medidas: Plano, estan: tuple[str, ...]) -> None:
    x0, x1 = DERECHA
    _apartado(prensa, 7, "MESA DIRECTIVA DE CASILLA", (x0, 160, x1 - 120, 196))
    _apartado(prensa, 8, "REPRESENTACIONES PARTIDISTAS", (x0, 606, x1, 642))
    for lineas, rotulos in ((medidas.funcionarios, CARGOS), (medidas.representantes, estan)):
        if not lineas:
            continue
        arriba = lineas[0][0][1]
        prensa.marco((x0, arriba - 42, x1, arriba), GRIS, TENUE)
        nombre, firma = lineas[0]
        prensa.texto("NOMBRE", (nombre[0], arriba - 42, nombre[2], arriba), 20, NEGRITA, centro=True)
        prensa.texto("FIRMA", (firma[0], arriba - 42, firma[2], arriba), 20, NEGRITA, centro=True)
        for i, (nombre, firma) in enumerate(lineas):
            prensa.marco((x0, nombre[1], x1, nombre[3]), GRIS)
            prensa.marco((nombre[0] - 4, nombre[1], firma[0] - 2, nombre[3]), GRIS)
            prensa.texto(rotulos[i], (x0 + 8, nombre[1], nombre[0] - 10, nombre[3]), 21)
    prensa.pincel.line((CENTRO[0] - 20, 70, CENTRO[0] - 20, ALTO - 140), GRIS, 3)
    prensa.pincel.line((CENTRO[1] + 20, 70, CENTRO[1] + 20, ALTO - 140), GRIS, 3)
