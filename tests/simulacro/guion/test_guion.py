"""The script of a night: reproducible, along a real curve, with its exceptions written down."""

import io
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from central.casilla.jpeg import limpiar
from prep.domain.catalogo.catalogo import CCV
from prep.domain.catalogo.fuera_de_catalogo import acta_fc
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.reglas.inconsistencias import clasificar
from simulacro.guion.curva import PUEBLA, leer_curva, llegada, repartir
from simulacro.guion.guion import VIAJE_MIN, Excepcion, Llegada, escribir_guion, por_sitio
from simulacro.papel import foto
from simulacro.papel.foto import DUENO, fotografiar
from simulacro.papel.papel import NoEsPapel, Papel, digitalizar, leer
from simulacro.personas.errores import teclear
from tests.central.casilla.envios import jpeg
from tests.store.ejemplos import catalogo

CATALOGO = catalogo(200)
PAPEL: dict[str, tuple[Valor, ...]] = {
    clave: (3,) * len(CATALOGO.forma_de(a).campos) for clave, a in CATALOGO.actas.items() if a.centro != CCV
}


def guion(excepciones: float = 0.5, semilla: int = 7) -> list[Llegada]:
    return escribir_guion(CATALOGO, PAPEL, PUEBLA, excepciones, random.Random(semilla))


def test_la_misma_semilla_da_la_misma_noche() -> None:
    assert guion() == guion()
    assert guion(semilla=8) != guion()


def test_sin_excepciones_llega_cada_acta_una_vez_con_lo_que_dice_su_papel() -> None:
    llegadas = guion(excepciones=0)
    assert Counter(x.clave for x in llegadas) == Counter(list(PAPEL))
    assert all(x.valores == PAPEL[x.clave] and not x.excepcion for x in llegadas)
    assert [x.t for x in llegadas] == sorted(x.t for x in llegadas)


def test_hay_de_todas_las_excepciones_y_cada_una_es_lo_que_dice() -> None:
    por_clase = {x.excepcion: x for x in guion()}
    assert set(por_clase) == set(Excepcion)
    excedida = por_clase[Excepcion.EXCEDE]
    acta = CATALOGO.actas[excedida.clave]
    caso = clasificar(acta, CATALOGO.forma_de(acta), excedida.valores, CATALOGO.ajustes)
    assert caso.observacion == "EXCEDE LISTA NOMINAL"
    assert Marca.ILEGIBLE in por_clase[Excepcion.ILEGIBLE].valores
    votos = CATALOGO.forma_de(acta).rango_votos
    assert set(por_clase[Excepcion.SIN_DATO].valores[votos]) == {Marca.SIN_DATO}
    stray = por_clase[Excepcion.FUERA]
    assert acta_fc(stray.clave, CATALOGO).seccion.startswith("9") and not stray.telefono


def por_los_dos_lados(casilla: float, excepciones: float = 0.0) -> list[Llegada]:
    return escribir_guion(CATALOGO, PAPEL, PUEBLA, excepciones, random.Random(7), casilla)


def test_ningun_papel_fuera_de_catalogo_llega_al_ccv_que_no_lo_recibe() -> None:
    del_ccv = replace(CATALOGO, actas={c: replace(a, centro=CCV) for c, a in CATALOGO.actas.items()})
    llegadas = escribir_guion(del_ccv, PAPEL, PUEBLA, 0.5, random.Random(7))
    assert not [x for x in llegadas if x.excepcion is Excepcion.FUERA]
    assert Excepcion.REPETIDA in {x.excepcion for x in llegadas}


def test_con_una_parte_de_casillas_por_telefono_su_papel_llega_despues_a_su_catd_y_cada_acta_es_una() -> None:
    llegadas = por_los_dos_lados(0.29)
    assert Counter(x.clave for x in llegadas) == Counter(list(PAPEL))
    con_foto = [x for x in llegadas if x.foto is not None]
    assert 0.15 < len(con_foto) / len(llegadas) < 0.45
    assert not any(x.telefono for x in llegadas) and all(x.sitio == CATALOGO.actas[x.clave].centro for x in con_foto)
    assert all(x.foto is not None and 0 <= x.foto <= x.t - VIAJE_MIN + 1e-9 and x.t <= 1 for x in con_foto)
    assert [x.t for x in llegadas] == sorted(x.t for x in llegadas)


def test_todas_con_foto_o_solo_las_que_nada_mas_llegan_por_telefono() -> None:
    assert all(x.foto is not None for x in por_los_dos_lados(1.0))
    for x in guion():
        assert x.foto == (x.t if x.telefono else None), "llega cuando el teléfono la manda"
    assert por_los_dos_lados(0.0) == guion(0)


def test_el_mismo_papel_dice_lo_mismo_por_telefono_aunque_vaya_de_otro_modo() -> None:
    normales = {x.clave: x for x in guion(0.5) if not x.excepcion}
    for x in por_los_dos_lados(1.0, 0.5):
        assert x.excepcion is not Excepcion.TARDIA or x.foto is None, "nadie declara sin acta la que ya mandó su CAE"
        assert x.excepcion or x.clave not in normales or x.valores == PAPEL[x.clave]


def test_la_foto_se_lee_de_sus_pixeles_despues_de_quitarle_lo_demas() -> None:
    muchos = tuple(range(38_700, 38_740))
    for papel in (Papel("GUB-1", (3, Marca.ILEGIBLE, Marca.SIN_DATO), "ACTA VMRE"), Papel("GUB-2", muchos, "CC")):
        imagen = fotografiar(papel)
        limpia = limpiar(imagen).contenido
        assert DUENO.encode() in imagen and DUENO.encode() not in limpia
        assert foto.leer(imagen) == foto.leer(limpia) == papel
        assert limpiar(fotografiar(papel, 2)).contenido != limpia
        assert foto.leer(digitalizar(papel)) == papel
    grande = Image.effect_noise((2600, 1700), 40).convert("L")
    grande.paste(foto.matriz(papel, 1))
    salida = io.BytesIO()
    grande.save(salida, "JPEG", quality=20)
    assert foto.leer(salida.getvalue()) == papel, "cualquier imagen puede llevarlas en su esquina"
    for ajena in (b"", b"hola", jpeg(), jpeg(0)):
        with pytest.raises(NoEsPapel):
            foto.leer(ajena)


def test_los_telefonos_llegan_al_ccv_y_el_papel_a_su_catd() -> None:
    sitios = por_sitio(guion())
    assert set(sitios) == {"01", "02", CCV}
    assert all(x.telefono for x in sitios[CCV])
    assert not any(x.telefono for x in sitios["01"])


@given(st.floats(0, 1))
def test_la_curva_va_de_principio_a_fin_sin_retroceder(fraccion: float) -> None:
    assert 0 <= llegada(PUEBLA, fraccion) <= 1
    assert llegada(PUEBLA, fraccion) <= llegada(PUEBLA, min(1.0, fraccion + 0.01))


def test_la_mitad_del_acopio_de_puebla_esta_a_las_cuatro_y_media() -> None:
    tiempos = repartir(PUEBLA, 10_000, random.Random(1))
    assert abs(tiempos[5_000] - 0.40) < 0.02


def test_una_serie_que_no_esta_da_la_de_puebla(tmp_path: Path) -> None:
    assert leer_curva(tmp_path / "no.csv") == PUEBLA
    serie = tmp_path / "serie.csv"
    serie.write_text("file_epoch,capturadas\n100,0\n200,30\n300,20\n500,100\n", encoding="utf-8")
    assert leer_curva(serie) == ((0.0, 0.0), (0.25, 0.3), (0.5, 0.3), (1.0, 1.0))


def test_el_papel_se_lee_de_su_imagen_y_dos_tomas_son_distintas() -> None:
    papel = Papel("GUB-1", (3, Marca.ILEGIBLE, Marca.SIN_DATO, 38707), "ACTA VMRE")
    assert leer(digitalizar(papel)) == papel
    assert digitalizar(papel, 1) != digitalizar(papel, 2)
    with pytest.raises(NoEsPapel):
        leer(b"\xff\xd8\xff\xe0 otra imagen")


def test_los_errores_son_por_campo_y_se_apuntan_todos() -> None:
    valores: tuple[Valor, ...] = (120, 7, Marca.ILEGIBLE, 0) * 50
    tecleado, yerros = teclear(valores, 0.2, random.Random(3))
    assert 15 < len(yerros) < 70
    for lugar, (dice, tecleo) in enumerate(zip(valores, tecleado, strict=True)):
        assert (dice != tecleo) == (lugar in yerros)
    assert teclear(valores, 0, random.Random(3)) == (valores, {})
