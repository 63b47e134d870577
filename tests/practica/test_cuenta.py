"""The practice: each rule of the table is in a sheet, what is wrong is told by it, and only the first answer counts."""

import pytest

from prep.domain.catalogo.convenciones import CONVENCIONES
from prep.domain.hechos.campos import Marca
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.practica.cuenta import CuentaDePractica
from prep.practica.ejercicios import CAPTURABLES, EJERCICIOS, Como, Ejercicio
from prep.practica.hojas import contenido


def acertar(cuenta: CuentaDePractica, ejercicio: Ejercicio) -> None:
    if ejercicio.devuelve is not None:
        assert cuenta.devuelta(ejercicio, ejercicio.devuelve) == ""
        return
    assert cuenta.es_esta(ejercicio) == ""
    for campo, escrito in ejercicio.escritos.items():
        assert cuenta.campo(ejercicio, campo, escrito.valor) == ""


def test_cada_regla_de_la_tabla_esta_en_alguna_hoja_y_con_lo_que_manda_capturar() -> None:
    dudosos = [e for hoja in CAPTURABLES for e in hoja.escritos.values() if e.como is not Como.LLANO]
    assert {e.como.regla for e in dudosos} == set(CONVENCIONES)
    for escrito in dudosos:
        assert escrito.como.regla is not None
        manda = escrito.como.regla.captura
        assert ("ILEGIBLE" in manda) == (escrito.valor is Marca.ILEGIBLE), escrito
        assert ("SIN DATO" in manda) == (escrito.valor is Marca.SIN_DATO), escrito
        assert ("Capture 0" in manda) <= (escrito.valor == 0), escrito


def test_son_doce_hojas_dibujadas_y_cada_causa_de_devolver_la_tiene_alguna() -> None:
    assert len(EJERCICIOS) == 12 == len({e.archivo for e in EJERCICIOS})
    assert {e.devuelve for e in EJERCICIOS} == {None, *RazonDeDevolucion} - {RazonDeDevolucion.OTRA_PERSONA}
    assert all(contenido(e).startswith(b"\xff\xd8") for e in EJERCICIOS)
    assert sum(len(contenido(e)) for e in EJERCICIOS) < 1_500_000


@pytest.mark.parametrize(
    ("hoja", "campo", "mal", "dice"),
    [
        (1, "GRIS", Marca.SIN_DATO, "En el acta, guion (-): capture 0."),
        (1, "NO_REGISTRADAS", 1, "En el acta, equis (X): capture 0."),
        (4, "AZUL", 173, "letra y número distintos: capture la letra"),
        (6, "AZUL_ROJO", 0, "en blanco, en letra y en número: marque SIN DATO. No capture 0."),
        (0, "AZUL", 112, "Se captura lo que está escrito, sin sumar ni corregir."),
    ],
)
def test_lo_que_esta_mal_dice_su_regla(hoja: int, campo: str, mal: int | Marca, dice: str) -> None:
    assert dice in CuentaDePractica().campo(EJERCICIOS[hoja], campo, mal)


def test_solo_la_primera_cuenta_y_con_95_de_cien_hay_constancia() -> None:
    cuenta = CuentaDePractica()
    assert cuenta.campo(EJERCICIOS[0], "AZUL", 1)
    for ejercicio in EJERCICIOS[:-1]:
        acertar(cuenta, ejercicio)
    assert len(cuenta.primeras) > 90 and cuenta.parte > 0.95 and not cuenta.aprobada, "falta una hoja"
    acertar(cuenta, EJERCICIOS[-1])
    entera = CuentaDePractica(dict(cuenta.primeras))
    total = len(entera.primeras)
    assert entera.bien == total - 1 and entera.aprobada
    for campo in list(EJERCICIOS[2].escritos)[: total // 20 + 1]:
        entera.primeras[EJERCICIOS[2].archivo, campo] = False
    otra = CuentaDePractica(dict(entera.primeras))
    assert otra.parte < 0.95 and not otra.aprobada


def test_devolver_la_que_se_captura_y_capturar_la_que_se_devuelve_se_dice() -> None:
    cuenta, ajena = CuentaDePractica(), EJERCICIOS[8]
    assert "sí se captura" in cuenta.devuelta(EJERCICIOS[0], RazonDeDevolucion.NO_ES)
    assert "A, «No es esta acta»." in cuenta.es_esta(ajena)
    assert "por otra causa" in cuenta.devuelta(ajena, RazonDeDevolucion.NO_SE_LEE)
    assert cuenta.devuelta(ajena, RazonDeDevolucion.NO_ES) == "" and cuenta.bien == 0


def test_nunca_se_redondea_hacia_arriba() -> None:
    cuenta = CuentaDePractica({("x", str(n)): n > 50 for n in range(1000)})
    assert cuenta.dicha == "94.9 %"
