"""The label: its QR code is the one of its text, and it is stuck where it hides nothing."""

from typing import Any

import pytest
from PIL import Image, ImageChops

from central.catalogo.importar import Importado
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.catalogo.plano import ETIQUETA
from simulacro.papel.dibujo.imprenta import hoja
from simulacro.papel.dibujo.pegada import MODULO, etiqueta, modulos, pegar
from simulacro.pueblo.azar import Azar


def test_los_modulos_de_la_etiqueta_son_los_del_codigo_de_su_texto(pueblo: Importado) -> None:
    for acta in list(pueblo.catalogo.actas.values())[::40]:
        dibujo = etiqueta("SIMULACRO-1", acta)
        puntos = modulos(texto_etiqueta("SIMULACRO-1", acta.clave))
        borde = (dibujo.height - len(puntos) * MODULO) // 2
        puntas: Any = dibujo.load()
        leidos = tuple(
            tuple(puntas[borde + x * MODULO + 3, borde + y * MODULO + 3] < 128 for x in range(len(puntos)))
            for y in range(len(puntos))
        )
        assert leidos == puntos
        assert borde >= 3 * MODULO, "sin margen blanco no se lee"


def test_un_codigo_tiene_sus_tres_ojos_y_la_correccion_de_errores_m() -> None:
    puntos = modulos("PREP:SIMULACRO-1:GUB-001-0009-B01-00-A02-1:F")
    lado = len(puntos)
    ojo = [0b1111111, 0b1000001, 0b1011101, 0b1011101, 0b1011101, 0b1000001, 0b1111111]
    for fila, columna in ((0, 0), (0, lado - 7), (lado - 7, 0)):
        leido = [int("".join(str(int(p)) for p in puntos[fila + i][columna : columna + 7]), 2) for i in range(7)]
        assert leido == ojo
    nivel = (puntos[8][0], puntos[8][1])  # masked by 10 in the norm: M is 00
    assert nivel == (True, False)


def _pegada(catalogo: Catalogo, semilla: int) -> tuple[int, int, int, int]:
    acta = next(a for a in catalogo.actas.values() if a.codigo == "A02")
    blanca, _ = hoja(catalogo, catalogo.forma_de(acta))
    puesta = blanca.copy()
    pegar(puesta, catalogo.proceso, acta, Azar(semilla))
    caja = ImageChops.difference(blanca, puesta).getbbox()
    assert caja is not None
    return caja


def test_nadie_la_pega_derecha_ni_donde_tape_algo(pueblo: Importado) -> None:
    cajas = [_pegada(pueblo.catalogo, semilla) for semilla in range(30)]
    assert len(set(cajas)) > 20
    for x0, y0, x1, y1 in cajas:
        assert x0 >= ETIQUETA[0] - 40 and x1 <= ETIQUETA[2] + 40 and y0 >= 40 and y1 <= ETIQUETA[3] + 12


@pytest.mark.parametrize("proceso", ["S", "PROCESO-DE-NOMBRE-MUY-LARGO-30"])
def test_un_proceso_de_nombre_largo_tambien_cabe(pueblo: Importado, proceso: str) -> None:
    acta = next(a for a in pueblo.catalogo.actas.values() if a.eleccion == "DIP_LOC")
    dibujo = etiqueta(proceso, acta)
    lado = len(modulos(texto_etiqueta(proceso, acta.clave)))
    assert isinstance(dibujo, Image.Image) and lado * (MODULO - 1) < dibujo.height - 20
