"""A clock wrong by less than a cut can tell (half an hour): what waits for it, who is told, and that all comes out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.corte.corte import CorteImposible
from central.mando.ordenes import Ordenes, retenidas_de
from central.sitios import relojes
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.dos_personas import CARMEN, DAVID, acordar, sesion_de
from tests.store.ejemplos import PROCESO, acta

UNA, OTRA = acta(1).clave, acta(3).clave
MEDIA = 25 / 60  # hours
MINUTO = timedelta(minutes=1)
NODO = """INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo, latido, deriva_ms)
    VALUES ('CATD01', '01', 1, 'ACTIVO', 'x', 'x', clock_timestamp(), %s)"""
ALARMAS = "SELECT codigo, causa, texto FROM prep.alarma WHERE codigo = 'NODO_RELOJ'"


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    yield Cortes(base, tmp_path)


def sale(cortes: Cortes, clave: str, ahora: datetime | None = None) -> tuple[str, str]:
    renglones = resultados(cortes.cortar(ahora=ahora).carpeta)
    return celda(renglones, clave, "PAN"), celda(renglones, clave, "OBSERVACIONES")


def liberar(cortes: Cortes, clave: str) -> None:
    with cortes.puesto() as puesto:
        carmen, david = (Ordenes(puesto, sesion_de(quien, PROCESO)) for quien in (CARMEN, DAVID))
        propuesta = carmen.retenidas([clave], "el reloj de su nodo iba mal")
        assert david.conforme(propuesta, lambda hechas, de: None) == ["Liberadas: 1. Salen en el siguiente corte."]


def test_lo_de_un_nodo_adelantado_espera_su_hora_con_aviso_y_sale_sin_que_nadie_lo_libere(cortes: Cortes) -> None:
    cortes.verificada_a_otra_hora(UNA, -MEDIA)
    cortes.verificada(OTRA, votos=4)
    assert sale(cortes, UNA) == ("-", "EN REVISIÓN")
    assert celda(resultados(cortes.salida / "actual"), OTRA, "PAN") == "4", "nobody else waits for it"
    assert cortes.base.dueno("SELECT count(*) FROM prep.alarma WHERE acta = %s", UNA) == [(1,)]
    assert sale(cortes, UNA, datetime.now(UTC) + timedelta(hours=MEDIA) + MINUTO) == ("1", "")
    with cortes.puesto() as puesto:
        assert retenidas_de(puesto) == []


def test_lo_de_un_nodo_atrasado_antes_de_abrir_lo_liberan_dos(cortes: Cortes) -> None:
    cortes.verificada_a_otra_hora(UNA, MEDIA)
    for _ in range(2):
        assert sale(cortes, UNA) == ("-", "EN REVISIÓN"), "it was opened a moment ago"
    liberar(cortes, UNA)
    assert sale(cortes, UNA) == ("1", "")


def test_lo_que_dos_nodos_hicieron_en_desorden_lo_liberan_dos(cortes: Cortes) -> None:
    """Received by a fast clock and captured by a right one, as after a contingency; or before the last cut of all."""
    huella = cortes.imagen(UNA, antes_h=-MEDIA)
    for persona in (2, 3):
        cortes.capturar(persona, UNA, huella, 1)
    assert sale(cortes, UNA) == ("-", "EN REVISIÓN")
    liberar(cortes, UNA)
    assert sale(cortes, UNA) == ("1", "")


def test_un_corte_con_el_reloj_del_centro_adelantado_cuesta_un_turno_y_dos_personas_lo_ahorran(cortes: Cortes) -> None:
    cortes.verificada(UNA)
    assert sale(cortes, UNA, datetime.now(UTC) + timedelta(hours=MEDIA)) == ("1", "")
    ahora = datetime.now(UTC) + MINUTO
    with pytest.raises(CorteImposible, match="es anterior a la del corte 1"):
        cortes.cortar(ahora=ahora)
    acordar(cortes.base.conectar, PROCESO, OrdenDelCentro(NombreDeOrden.RELOJ, {"corte": 2}))
    assert sale(cortes, UNA, ahora) == ("1", "")


@pytest.mark.parametrize(
    ("deriva_ms", "dicho"),
    [
        (1_500_000, "CATD01 va 1500 s atrás"),
        (-31_000, "CATD01 va 31 s adelante"),
        (-(2**31), "CATD01 va 2147483 s adelante"),
        (29_999, ""),
    ],
)
def test_el_reloj_de_un_nodo_es_una_alarma_antes_de_que_nada_espere(base: Nodo, deriva_ms: int, dicho: str) -> None:
    base.dueno(NODO, deriva_ms)
    with base.conectar("prep_admin") as admin:
        for _ in range(3):
            relojes.revisar(admin)
        alarmas = base.dueno(ALARMAS)
        assert len(alarmas) == bool(dicho) and all(dicho in texto for _, _, texto in alarmas)
        base.dueno("UPDATE prep.alarma SET atendida = clock_timestamp()")
        relojes.revisar(admin)
        assert len(base.dueno(ALARMAS)) == bool(dicho), "somebody is at it"
        base.dueno("UPDATE prep.alarma SET atendida = clock_timestamp() - interval '11 min'")
        relojes.revisar(admin)
        assert len(base.dueno(ALARMAS)) == 2 * bool(dicho)
