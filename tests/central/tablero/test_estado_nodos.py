"""What the page of the nodes says, in words that fit its width, whatever a node says of itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from central.nodo.nombres import NombreNodo
from central.sitios.suscripciones import Suscripcion
from central.sitios.vista import NodoVisto, Ranura, RespuestaDeNodo
from central.tablero.estado_nodos import ANCHO, Nodos, a_json, a_texto, tamano

AHORA = datetime(2024, 6, 3, 2, 15, tzinfo=UTC)
FLUJO = Suscripcion("hechos_catd07", True, True, 0, 0, AHORA, "0/1", AHORA)
RANURA = Ranura(True, "reserved", 0, 56, 0, 0)
LARGO = timedelta(days=4, hours=3, minutes=25)
NODO = NodoVisto(
    NombreNodo("07"), "ACTIVO", "127.0.0.1", 5433, AHORA, AHORA, "0006", 0, 0, 0,
    {"hechos": FLUJO, "imagenes": FLUJO}, {"hechos": AHORA, "imagenes": AHORA},
)  # fmt: skip


def pagina(nodo: NodoVisto, ranura: Ranura = RANURA, *, terminal: bool = False, razon: str = "") -> str:
    respuesta = RespuestaDeNodo({}, razon) if razon else RespuestaDeNodo({"hechos": ranura, "imagenes": ranura})
    return a_texto(Nodos((nodo,), {nodo.nombre.nodo: respuesta}, "0006"), AHORA, terminal)


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


@pytest.mark.parametrize("wal_status", ["reserved", "unreserved", "lost", "algo nuevo"])
def test_lo_peor_que_puede_decirse_cabe_en_la_pagina(wal_status: str) -> None:
    malo = replace(
        NODO, nombre=NombreNodo("07", 12), servidor="192.168.100.100", latido=AHORA - LARGO, deriva_ms=-12_345_678,
        esquema="0005", cola=123_456, por_bajar=1_234_567,
        flujos={f: replace(FLUJO, habilitada=False, errores=12_345) for f in ("hechos", "imagenes")},
    )  # fmt: skip
    peor = Ranura(False, wal_status, 1_234_567_890, 123_456_789_012, 12_345, 86_340)  # a whole night
    dicho = pagina(malo, peor)
    assert max(map(len, dicho.splitlines())) <= ANCHO
    for palabras in ("SIN LATIDO hace 99 h 25 min", "3 h 25 min adelante", "versión 0005", "DETENIDA", "LABORATORIO"):
        assert palabras in dicho
    assert ("puede faltar algo. Use «conciliar»" in " ".join(dicho.split())) is (wal_status in ("unreserved", "lost"))


def test_una_razon_larga_se_dobla_y_el_atraso_no_se_inventa() -> None:
    dicho = pagina(NODO, razon="connection failed: " + "no hay ruta hacia ese equipo " * 6)
    assert max(map(len, dicho.splitlines())) <= ANCHO
    assert dicho.count("no se sabe") == 2
    (nodo,) = a_json(Nodos((NODO,), {"CATD07": RespuestaDeNodo({}, "nada")}, "0006"), AHORA)
    assert nodo["contesta"] is False and nodo["flujos"]["hechos"]["atraso_bytes"] is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("cambio", "palabras"),
    [
        ({"aplicando": False}, "la réplica no está corriendo"),
        ({"copiando": 1}, "se copia por primera vez"),
        ({"noticia": AHORA - timedelta(minutes=3)}, "sin noticia hace 3 min"),
    ],
)
def test_lo_que_le_pasa_a_un_flujo_se_dice(cambio: dict[str, object], palabras: str) -> None:
    enfermo = replace(NODO, flujos={"hechos": replace(FLUJO, **cambio), "imagenes": FLUJO})  # type: ignore[arg-type]
    assert f"CATD07, hechos: {palabras}" in pagina(enfermo)
    assert "el centro aún no se suscribe" in pagina(replace(NODO, flujos={"hechos": None, "imagenes": FLUJO}))


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
