"""What a column of a row says by the settings and by where the acta came from."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import Fuente
from prep.domain.publicacion.columnas import encabezados
from prep.domain.publicacion.filas import Fila, Filas
from tests.domain.muestra import DIP, ORDINARIA, catalogo, valores, verificada

VERIFICADA = verificada(ORDINARIA, valores(ORDINARIA))


def dice(fila: Fila, columna: str) -> str:
    return fila.textos[encabezados(DIP).index(columna)]


def test_las_horas_llevan_su_desfase_donde_el_ajuste_lo_dice() -> None:
    for en_horas, hora in ((True, "03/06/2024 00:00:00 (UTC-6)"), (False, "03/06/2024 00:00:00")):
        fila = Filas(catalogo(Ajustes(desfase_en_horas=en_horas))).fila(ORDINARIA, VERIFICADA)
        assert dice(fila, "FECHA_HORA_VERIFICACION") == hora


@pytest.mark.parametrize(
    ("fuente", "aprobado", "dicho"),
    [(Fuente.CATD, "D", "F"), (Fuente.CASILLA, "D", "D"), (Fuente.CASILLA, "", ""), (Fuente.CASILLA, None, "")],
)
def test_el_mecanismo_es_el_que_dijo_el_mostrador_y_el_de_un_telefono_el_aprobado(
    fuente: Fuente, aprobado: str | None, dicho: str
) -> None:
    estado = replace(VERIFICADA, vigente=replace(VERIFICADA.vigente, fuente=fuente))
    fila = Filas(catalogo()).fila(replace(ORDINARIA, traslado=aprobado), estado)
    assert dice(fila, "MECANISMOS_TRASLADO") == dicho
