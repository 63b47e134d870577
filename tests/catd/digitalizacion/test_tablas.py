"""The tables of the scanning screen's two machines: every cell, and what they never do."""

from enum import StrEnum
from itertools import product

import pytest

from catd.digitalizacion import lectura_tabla, toma_tabla
from catd.digitalizacion.lectura_tabla import AccionLectura, EstadoLectura, SucesoLectura
from catd.digitalizacion.toma_tabla import TOMANDO, AccionToma, EstadoToma, SucesoToma
from prep.ui.maquina import Imposible, MaquinaDePantalla, SucesoImposible

# state: for each event in its order, the state after and what is done; «!», it cannot be
TOMA = {
    "cerrada": "quieta sin_fuente cerrada:presentar cerrada ! ! !",
    "sin_fuente": "! ! quieta:presentar sin_fuente ! ! !",
    "quieta": "! ! quieta:presentar toma:tomar ! ! !",
    "perdida": "! ! quieta:presentar reintenta:tomar ! ! !",
    "toma": "! ! dejada:presentar toma quieta:decir quieta:decir perdida:decir",
    "reintenta": "! ! dejada:presentar reintenta quieta:volver perdida:decir perdida:decir",
    "dejada": "! ! dejada:presentar pedida quieta quieta quieta",
    "pedida": "! ! pedida:presentar pedida toma:tomar toma:tomar toma:tomar",
}
LECTURA = {
    "cerrada": "lee:leer cerrada ! ! !",
    "libre": "! lee:leer ! ! !",
    "lee": "! lee_y_vuelve lee:leer libre libre:esperar",
    "lee_y_vuelve": "! lee_y_vuelve lee:leer lee:leer libre:esperar",
}


def _celdas(dicho: dict[str, str], estados: type[StrEnum], sucesos: type[StrEnum]) -> dict[tuple[str, str], str]:
    filas = {estado: dicho[estado].split() for estado in estados}
    return {(e, s): celda for e in estados for s, celda in zip(sucesos, filas[e], strict=True)}


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoToma, SucesoToma)))
def test_cada_celda_de_la_toma(estado: EstadoToma, suceso: SucesoToma) -> None:
    dicha = _celdas(TOMA, EstadoToma, SucesoToma)[estado, suceso]
    maquina = MaquinaDePantalla(toma_tabla.TABLA, estado)
    if dicha == "!":
        with pytest.raises(SucesoImposible, match=f"{estado} × {suceso}: .+"):
            maquina.dar(suceso)
        assert maquina.estado is estado
    else:
        despues, _, accion = dicha.partition(":")
        assert (maquina.dar(suceso), maquina.estado) == (AccionToma(accion or "nada"), EstadoToma(despues))


@pytest.mark.parametrize(("estado", "suceso"), list(product(EstadoLectura, SucesoLectura)))
def test_cada_celda_de_la_lectura(estado: EstadoLectura, suceso: SucesoLectura) -> None:
    dicha = _celdas(LECTURA, EstadoLectura, SucesoLectura)[estado, suceso]
    maquina = MaquinaDePantalla(lectura_tabla.TABLA, estado)
    if dicha == "!":
        with pytest.raises(SucesoImposible, match=f"{estado} × {suceso}: .+"):
            maquina.dar(suceso)
        assert maquina.estado is estado
    else:
        despues, _, accion = dicha.partition(":")
        assert (maquina.dar(suceso), maquina.estado) == (AccionLectura(accion or "nada"), EstadoLectura(despues))


def test_se_empieza_a_tomar_solo_si_nada_se_toma_o_al_acabar_lo_que_se_tomaba() -> None:
    acaban = {SucesoToma.TERMINA, SucesoToma.FALLA, SucesoToma.PIERDE}
    for estado, fila in toma_tabla.TABLA.items():
        for suceso, celda in fila.items():
            if isinstance(celda, Imposible):
                continue
            empieza = celda.accion is AccionToma.TOMAR
            assert not empieza or estado not in TOMANDO or suceso in acaban, f"{estado} × {suceso}"
            seguia = estado in TOMANDO and suceso not in acaban
            assert (celda.estado in TOMANDO) == (empieza or seguia), f"{estado} × {suceso}"


def test_una_hoja_que_llega_mientras_se_lee_siempre_se_lee_despues() -> None:
    for acaba in (SucesoLectura.LEIDA, SucesoLectura.NINGUNA):
        maquina = MaquinaDePantalla(lectura_tabla.TABLA, EstadoLectura.LEE)
        maquina.dar(SucesoLectura.HAY)
        assert maquina.dar(acaba) is AccionLectura.LEER
