"""What the second look finds in an invented city, what it says of it, and that it prefers nobody."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.domain.hechos.indicio import Sospecha
from prep.segunda.testigos import USADAS, aprender
from prep.segunda.vista import Mirada
from tests.segunda.ciudad import PARTIDOS, mirador_de, vista, votos

DONDE = ("GUB", 7, 1)
CLAVE = "GUB-001-0007-C01-00-A1-0"


def primera(cambiados: list[int]) -> Mirada:
    """The first look when the acta of DONDE was captured so."""
    buenos = votos(1)
    return mirador_de({**buenos, DONDE: cambiados}, buenos).ordenar(3)[0]


def test_una_cifra_que_no_suma_se_halla_y_se_dice_con_cual_suma() -> None:
    suyos = votos(1)[DONDE]
    mala = suyos[0] + 200
    dicho = primera([mala, *suyos[1:]])
    assert (dicho.clave, dicho.sospecha, dicho.campos) == (CLAVE, Sospecha.CIFRA, ("A",))
    assert dicho.frase == f"La suma no da; con {suyos[0]} en vez de {mala} en A, sí"
    assert dicho.correccion == (("A", suyos[0]),)


def test_dos_columnas_cambiadas_se_hallan_aunque_la_suma_de() -> None:
    suyos = votos(1)[DONDE]
    dicho = primera([suyos[4], *suyos[1:4], suyos[0], *suyos[5:]])
    assert (dicho.clave, dicho.sospecha, set(dicho.campos)) == (CLAVE, Sospecha.COLUMNAS, {"A", "E"})
    assert dict(dicho.correccion) == {"A": suyos[0], "E": suyos[4]}
    assert "parecen cambiados" in dicho.frase


def test_renglones_corridos_se_hallan_y_se_proponen_en_su_lugar() -> None:
    suyos = votos(1)[DONDE]
    dicho = primera([0, *suyos[:-1]])
    assert (dicho.clave, dicho.sospecha) == (CLAVE, Sospecha.RENGLONES)
    assert dict(dicho.correccion)["A"] == suyos[0]
    assert "corridos uno hacia abajo" in dicho.frase


def test_dos_actas_cambiadas_de_seccion_se_dicen_las_dos_y_cual_es_la_otra() -> None:
    """Each with its own totals: nothing in either is amiss, but for where it stands."""
    buenos, otra = votos(1), ("GUB", 20, 0)
    cambiadas = {**buenos, DONDE: buenos[otra], otra: buenos[DONDE]}
    vistas = mirador_de(cambiadas, cambiadas).ordenar(4)  # with two elections, either may be the one that moved
    dos = {m.clave: m for m in vistas if m.clave.startswith("GUB")}
    assert {c: m.otra for c, m in dos.items()} == {CLAVE: "GUB-001-0020-B00-00-A1-0", "GUB-001-0020-B00-00-A1-0": CLAVE}
    assert {m.sospecha for m in vistas} == {Sospecha.CASILLAS} and min(m.probabilidad for m in dos.values()) > 0.5
    assert dos[CLAVE].frase == "Sus cifras y las de 20 B parecen cambiadas: cada una va mejor en la otra casilla"


def test_las_boletas_que_sobraron_son_testigo_de_la_suma() -> None:
    """Those of the list who did not vote left theirs: what is wont to be over is learned from the night."""
    azar = np.random.default_rng(1)
    suma = azar.integers(200, 500, 400).astype(float)
    testigos = np.full((400, 6), np.nan)
    testigos[:, USADAS] = suma - 28 + azar.integers(-2, 3, 400)
    costumbre = aprender(suma, testigos, np.zeros((400, 0)))
    assert costumbre.centro == pytest.approx(28, abs=1)
    bien, mal = costumbre.log(np.array([[300.0, 340.0]]), np.array([[np.nan] * 5 + [272.0]]), np.zeros((1, 0)))[0]
    assert bien > mal + 3


def test_una_imagen_repetida_se_dice_de_las_dos() -> None:
    buenos = votos(1)
    mirador = mirador_de(buenos, buenos)
    for lugar in (DONDE, ("GUB", 8, 0)):
        una = vista(*lugar, buenos[lugar], sum(buenos[lugar]))
        mirador.recibir(type(una)(una.acta, una.forma, una.valores, "ab" * 32))
    repetidas = [m for m in mirador.ordenar(5) if m.sospecha is Sospecha.REPETIDA]
    assert {(m.clave, m.otra) for m in repetidas} == {
        (CLAVE, "GUB-001-0008-B00-00-A1-0"),
        ("GUB-001-0008-B00-00-A1-0", CLAVE),
    }


def test_sin_errores_casi_nada_se_sospecha_y_con_pocas_actas_nada_se_dice() -> None:
    buenos = votos(2)
    assert max(m.probabilidad for m in mirador_de(buenos, buenos).ordenar(5)) < 0.5
    pocas = {lugar: v for lugar, v in buenos.items() if lugar[1] < 10}
    assert mirador_de(pocas, buenos).ordenar(5) == []


def test_un_acta_nueva_se_ve_como_en_la_noche_entera_y_corregida_deja_de_sospecharse() -> None:
    buenos = votos(1)
    suyos = buenos[DONDE]
    mirador = mirador_de({**buenos, DONDE: [suyos[4], *suyos[1:4], suyos[0], *suyos[5:]]}, buenos)
    dicho = mirador.ordenar(1)[0]
    sola = mirador.mirar(CLAVE, ("GUB", ""))
    assert sola is not None
    assert (sola.campos, sola.frase) == (dicho.campos, dicho.frase)
    mirador.recibir(vista(*DONDE, suyos, sum(suyos)))
    corregida = mirador.mirar(CLAVE, ("GUB", ""))
    assert corregida is not None
    assert corregida.probabilidad < 0.1 < dicho.probabilidad


def test_retirar_un_acta_la_quita_de_las_sumas() -> None:
    buenos = votos(1)
    mirador = mirador_de(buenos, buenos)
    grupo = mirador.grupos["GUB", ""]
    antes = grupo.suma_todo.copy()
    mirador.retirar(grupo.vistas[0])
    assert grupo.suma_todo == pytest.approx(antes - np.array(buenos["GUB", 0, 0]))


@settings(max_examples=6, deadline=None)
@given(st.permutations(PARTIDOS), st.integers(1, 50))
def test_cambiar_los_nombres_de_los_partidos_no_cambia_ninguna_cuenta(otros: list[str], semilla: int) -> None:
    """The same paper, every party under another's name: the same actas, in the same order, as likely."""
    buenos = votos(semilla)
    dichos = {**buenos, DONDE: buenos[DONDE][::-1]}
    nombre = dict(zip(PARTIDOS, otros, strict=True))
    unas = mirador_de(dichos, buenos).ordenar(20)
    otras = mirador_de(dichos, buenos, tuple(otros)).ordenar(20)
    assert [(m.clave, m.sospecha) for m in unas] == [(m.clave, m.sospecha) for m in otras]
    assert [m.probabilidad for m in unas] == pytest.approx([m.probabilidad for m in otras])
    assert [m.votos for m in unas] == pytest.approx([m.votos for m in otras])
    assert [tuple(nombre.get(c, c) for c in m.campos) for m in unas] == [m.campos for m in otras]


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(PARTIDOS))), st.integers(1, 50))
def test_otro_orden_de_las_columnas_no_cambia_ni_cifras_ni_cambiadas(orden: list[int], semilla: int) -> None:
    """Only a slip of rows knows where a row stands on the paper."""
    buenos = votos(semilla)
    puesto = [*orden, len(orden), len(orden) + 1]
    movidos = {lugar: [v[i] for i in puesto] for lugar, v in buenos.items()}
    unos = mirador_de(buenos, buenos)
    otros = mirador_de(movidos, movidos, tuple(PARTIDOS[i] for i in orden))
    unos_logs, otros_logs = (m.aprender(("GUB", ""))[0].tipos for m in (unos, otros))
    for n in (0, 1, 3):
        assert otros_logs[n].log == pytest.approx(unos_logs[n].log)
