"""The checks of R-26 as pure functions over rows."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from central.corte import comprobaciones
from central.corte.revision import INTEGRIDAD, TIEMPOS, MotivoDeRevision, Periodo, retener, revisar
from prep.domain.publicacion.agregacion import Nivel, Suma, sumar
from prep.domain.publicacion.columnas import LUGAR_OBSERVACIONES
from prep.domain.publicacion.filas import Fila, Filas
from tests.store import ejemplos

CATALOGO = ejemplos.catalogo()
FABRICA = Filas(CATALOGO)
ACTAS = list(CATALOGO.actas.values())
ABIERTO = Periodo(None, None)


def _fila(n: int, huella: str = "", tiempos: tuple[str, str, str] | None = None, votos: int = 3) -> Fila:
    vacia = FABRICA.fila(ACTAS[n], None)
    textos = list(vacia.textos)
    textos[LUGAR_OBSERVACIONES] = ""
    textos[INTEGRIDAD] = huella or f"{n:064x}"
    textos[TIEMPOS] = tiempos or ("02/06/2024 19:00:00", "02/06/2024 19:10:00", "02/06/2024 19:20:00")
    columnas = vacia.columnas
    return replace(vacia, contabilizada=1, total=votos, columnas=columnas[:1], votos=(votos,), textos=tuple(textos))


def _motivos(filas: list[Fila], periodo: Periodo = ABIERTO) -> set[tuple[str, MotivoDeRevision]]:
    imagenes = {f.textos[INTEGRIDAD] for f in filas}
    return {(f.acta, f.motivo) for f in revisar(filas, imagenes, periodo)}


def test_los_renglones_buenos_no_tienen_falla() -> None:
    assert _motivos([_fila(1), _fila(2)]) == set()


@pytest.mark.parametrize("marca", ["-", "N/A"])
def test_un_guion_y_no_aplica_no_son_huellas(marca: str) -> None:
    assert revisar([_fila(1, marca), _fila(2, marca)], set(), ABIERTO) == []


def test_la_misma_huella_en_dos_actas_es_falla_de_ambas() -> None:
    assert _motivos([_fila(1, "aa"), _fila(2, "aa"), _fila(3)]) == {
        (ACTAS[1].clave, MotivoDeRevision.HUELLA_REPETIDA),
        (ACTAS[2].clave, MotivoDeRevision.HUELLA_REPETIDA),
    }


def test_un_renglon_no_registrado_no_se_revisa() -> None:
    assert revisar([FABRICA.fila(ACTAS[1], None)], set(), ABIERTO) == []


def test_los_tiempos_se_comparan_como_tiempos_y_no_como_texto() -> None:
    """The 3rd of June comes after the 30th of May."""
    tiempos = ("30/05/2024 23:00:00", "03/06/2024 01:00:00", "03/06/2024 01:00:00")
    assert _motivos([_fila(1, tiempos=tiempos)]) == set()
    assert _motivos([_fila(1, tiempos=tiempos[::-1])]) == {(ACTAS[1].clave, MotivoDeRevision.TIEMPOS_EN_DESORDEN)}


def test_el_periodo_incluye_sus_extremos() -> None:
    abre, cierra = datetime(2024, 6, 2, 19, 0), datetime(2024, 6, 2, 19, 20)  # noqa: DTZ001 -- the entity's time
    assert _motivos([_fila(1)], Periodo(abre, cierra)) == set()
    antes, despues = abre.replace(second=1), cierra.replace(minute=19)
    for periodo in (Periodo(antes, None), Periodo(None, despues)):
        assert _motivos([_fila(1)], periodo) == {(ACTAS[1].clave, MotivoDeRevision.FUERA_DE_PERIODO)}


def test_un_renglon_retenido_muestra_su_ultimo_valor_o_nada() -> None:
    filas = [_fila(1, "aa"), _fila(2, "aa")]
    fallas = revisar(filas, {"aa"}, ABIERTO)
    ultima = _fila(1, votos=8)
    retenidas = retener(filas, fallas, {ACTAS[1].clave: ultima}, lambda f: FABRICA.fila(f.acta, None, True))
    assert retenidas[0].total == 8
    assert "EN REVISIÓN" in retenidas[0].textos
    assert not retenidas[1].registrada


def test_niveles_que_concuerdan_no_dan_razon_y_un_voto_extraviado_si() -> None:
    filas = [_fila(1), _fila(2)]
    sumas = {nivel: sumar(filas, nivel) for nivel in Nivel}
    assert comprobaciones.niveles("GUB", sumas) == []
    sumas[Nivel.SECCION][next(iter(sumas[Nivel.SECCION]))] += Suma(total=1)
    (razon,) = comprobaciones.niveles("GUB", sumas)
    assert "seccion" in razon


def test_un_catalogo_cambiado_se_nota_en_las_actas_esperadas() -> None:
    anterior = {"GUB": {"ACTAS_ESPERADAS": "21"}}
    assert comprobaciones.esperadas(anterior, {"GUB": 21}) == []
    assert comprobaciones.esperadas({}, {"GUB": 5}) == []
    assert comprobaciones.esperadas(anterior, {"GUB": 20})


def test_un_cambio_necesita_un_hecho() -> None:
    ultimas = {f.acta.clave: f for f in (_fila(1), _fila(2))}
    nuevas = {ACTAS[1].clave: _fila(1, tiempos=("-", "-", "-")), ACTAS[2].clave: _fila(2)}
    cambiadas = comprobaciones.cambios(ultimas, nuevas)
    assert cambiadas == [ACTAS[1].clave]
    assert comprobaciones.inexplicados(cambiadas, {ACTAS[1].clave}) == []
    assert comprobaciones.inexplicados(cambiadas, set())


def test_cada_falla_dice_que_acta_y_que_tiene() -> None:
    al_reves = ("02/06/2024 19:20:00", "02/06/2024 19:10:00", "02/06/2024 19:00:00")
    fila, otra, sola = _fila(1, "a" * 64, al_reves), _fila(2, "a" * 64), _fila(3, "b" * 64)
    periodo = Periodo(datetime(2024, 6, 2, 19, 5, tzinfo=UTC), datetime(2024, 6, 2, 19, 15, tzinfo=UTC))
    dichas = {(f.acta, f.motivo): f.texto for f in revisar([fila, otra, sola], {"a" * 64}, periodo)}
    tiempos = "(acopio 02/06/2024 19:20:00, captura 02/06/2024 19:10:00, verificación 02/06/2024 19:00:00)"
    de_la = f"El acta {fila.acta.clave} sale en revisión: "
    assert dichas[fila.acta.clave, MotivoDeRevision.TIEMPOS_EN_DESORDEN] == (
        f"{de_la}sus tiempos no van en orden {tiempos}."
    )
    assert dichas[fila.acta.clave, MotivoDeRevision.FUERA_DE_PERIODO] == (
        f"{de_la}sus tiempos salen del periodo de operación {tiempos}."
    )
    assert dichas[fila.acta.clave, MotivoDeRevision.HUELLA_REPETIDA] == (
        f"{de_la}la imagen {'a' * 64} es de más de un acta."
    )
    assert dichas[sola.acta.clave, MotivoDeRevision.IMAGEN_AUSENTE].endswith(f"no está la imagen {'b' * 64}.")
    assert (sola.acta.clave, MotivoDeRevision.HUELLA_REPETIDA) not in dichas


def test_si_cambiaron_las_esperadas_se_dice_cuantas_eran() -> None:
    antes = {"GUB": {"ACTAS_ESPERADAS": "21"}}
    assert comprobaciones.esperadas(antes, {"GUB": 21}) == comprobaciones.esperadas({}, {"GUB": 20}) == []
    assert comprobaciones.esperadas(antes, {"GUB": 20}) == [
        "Las actas esperadas eran {'GUB': '21'} en el corte anterior y ahora son {'GUB': '20'}: cambió el catálogo."
    ]


def test_lo_que_cambio_sin_hecho_se_nombra_hasta_cinco() -> None:
    assert comprobaciones.inexplicados(["b", "a"], {"a", "b"}) == []
    (una,) = comprobaciones.inexplicados(["b", "a", "c"], {"c"})
    assert una == "2 actas ya publicadas cambiaron sin un hecho que lo explique: a, b."
    (muchas,) = comprobaciones.inexplicados("gfedcba", set())
    assert muchas.endswith(": a, b, c, d, e y 2 más.")
