"""What the page of the nodes says, in words that fit its width, whatever a node says of itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from central.nodo.nombres import NombreNodo
from central.sitios.salud import Camino, Marcha, SaludDeNodo
from central.tablero.estado_nodos import ANCHO, Nodos, a_json, a_texto, tamano

AHORA = datetime(2024, 6, 3, 2, 15, tzinfo=UTC)
AL_DIA = Camino(
    Marcha.EN_MARCHA, 0, AHORA, AHORA, faltan=0, octetos=0, segundos=0, retenido=56, guarda="bien", gravedad=0
)
LARGO = timedelta(days=4, hours=3, minutes=25)
NODO = SaludDeNodo(
    NombreNodo("07"), "ACTIVO", "127.0.0.1", 5433, AHORA, AHORA, "0006", 0, 0, 0,
    {"hechos": AL_DIA, "imagenes": AL_DIA}, contesta=True,
)  # fmt: skip


def pagina(nodo: SaludDeNodo, *, terminal: bool = False) -> str:
    return a_texto(Nodos((nodo,), "0006"), AHORA, terminal)


def test_un_nodo_sano_no_lleva_ningun_aviso() -> None:
    assert pagina(NODO).splitlines() == [
        "Nodos",
        "Nodo    Latido    Reloj    Versión  En su cola  Por bajarle",
        "-----------------------------------------------------------",
        "CATD07  hace 0 s  en hora  0006              0            0",
        "",
        "Réplica  Hechos por llegar  Imágenes por llegar  Ranuras  Retenido  Errores",
        "---------------------------------------------------------------------------",
        "CATD07   al día             al día               bien         56 B        0",
    ]


@pytest.mark.parametrize("en_peligro", [False, True])
def test_lo_peor_que_puede_decirse_cabe_en_la_pagina(en_peligro: bool) -> None:
    peor = replace(
        AL_DIA, marcha=Marcha.DETENIDA, errores=12_345, octetos=1_234_567_890, retenido=123_456_789_012, faltan=12_345,
        segundos=86_340, guarda="en riesgo", gravedad=2, en_peligro=en_peligro,
    )  # fmt: skip  # a whole night
    malo = replace(
        NODO, nombre=NombreNodo("07", 12), servidor="192.168.100.100", latido=AHORA - LARGO, deriva_ms=-12_345_678,
        esquema="0005", cola=123_456, por_bajar=1_234_567, caminos={"hechos": peor, "imagenes": peor},
    )  # fmt: skip
    dicho = pagina(malo)
    assert max(map(len, dicho.splitlines())) <= ANCHO
    for palabras in ("SIN LATIDO hace 99 h 25 min", "3 h 25 min adelante", "versión 0005", "DETENIDA", "LABORATORIO"):
        assert palabras in dicho
    assert ("puede faltar algo. Use «prep conciliar»" in " ".join(dicho.split())) is en_peligro


def test_una_razon_larga_se_dobla_y_el_atraso_no_se_inventa() -> None:
    callado = Camino(Marcha.EN_MARCHA, 0, AHORA, AHORA)
    mudo = replace(NODO, caminos={"hechos": callado, "imagenes": callado}, contesta=False)
    dicho = pagina(replace(mudo, razon="connection failed: " + "no hay ruta hacia ese equipo " * 6))
    assert max(map(len, dicho.splitlines())) <= ANCHO
    assert dicho.count("no se sabe") == 2
    (nodo,) = a_json(Nodos((replace(mudo, razon="nada"),), "0006"), AHORA)
    assert nodo["contesta"] is False and nodo["flujos"]["hechos"]["atraso_bytes"] is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("camino", "palabras"),
    [
        (replace(AL_DIA, marcha=Marcha.SIN_EMPEZAR), "el centro aún no se suscribe"),
        (replace(AL_DIA, marcha=Marcha.SIN_CORRER), "la réplica no está corriendo"),
        (replace(AL_DIA, marcha=Marcha.COPIANDO), "se copia por primera vez"),
        (replace(AL_DIA, noticia=AHORA - timedelta(minutes=3)), "sin noticia hace 3 min"),
    ],
)
def test_lo_que_le_pasa_a_un_camino_se_dice(camino: Camino, palabras: str) -> None:
    enfermo = replace(NODO, caminos={"hechos": camino, "imagenes": AL_DIA})
    assert f"CATD07, hechos: {palabras}" in pagina(enfermo)


def test_el_laboratorio_va_en_rojo_solo_en_una_terminal() -> None:
    abierto = replace(NODO, servidor="10.0.0.7")
    assert "\x1b[1;31mLABORATORIO: CATD07 escucha SIN CIFRAR en 10.0.0.7" in pagina(abierto, terminal=True)
    assert "\x1b" not in pagina(abierto) and "LABORATORIO" in pagina(abierto)
    assert "LABORATORIO" not in pagina(NODO, terminal=True)


def test_sin_nodos_no_dice_nada() -> None:
    assert a_texto(Nodos(), AHORA) == "" and a_json(Nodos(), AHORA) == []


@pytest.mark.parametrize(
    ("bytes_", "dicho"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 KB"),
        (15_900, "16 KB"),
        (1_234_567, "1.2 MB"),
        (3_400_000_000, "3.4 GB"),
    ],
)
def test_los_tamanos_se_dicen_en_unidades(bytes_: int, dicho: str) -> None:
    assert tamano(bytes_) == dicho
