"""The cut class of R-26: nothing is switched, the last good cut stays up, the control room is told."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from central.arbitro.contexto import Contexto
from central.corte.comprobar import comprobar
from central.corte.correcciones import SIN_SABER
from central.corte.corte import CorteImposible, CorteRetenido, hacer_corte
from central.corte.por_que import por_que
from central.marco.conexion import MalUso
from central.nodo.cluster import ADMIN
from prep.domain.hechos.hechos import Anulacion, Cotejo, Respuesta
from prep.domain.hechos.propuestas import contestar, proponer
from prep.net.identidad import nueva
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes

SIN_CADENA = "DELETE FROM prep.cadena WHERE hecho IN (SELECT id FROM prep.hecho WHERE acta = %s)"
OTRAS_CIFRAS = "UPDATE prep.corte_fila SET fila = replace(fila, '\"4\"', '\"9\"') WHERE acta = %s"


def _retenido(cortes: Cortes) -> str:
    """The reasons of a cut that must not go out; the last good one is still the one shown."""
    antes = (cortes.salida / "actual").resolve()
    with pytest.raises(CorteRetenido) as error:
        cortes.cortar()
    assert (cortes.salida / "actual").resolve() == antes
    assert comprobar(cortes.salida).fallas == ()
    assert "CORTE-RETENIDO" in cortes.alarmas()
    return str(error.value)


def _superusuario(cortes: Cortes, consulta: str, *valores: object) -> None:
    """What somebody with the server's own password can do, triggers or not."""
    with psycopg.connect(cortes.base.cluster.dsn(ADMIN, cortes.base.base), autocommit=True) as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute(consulta, valores)


@pytest.fixture
def publicado(cortes: Cortes) -> Cortes:
    for acta in ACTAS[:3]:
        cortes.verificada(acta, votos=4)
    cortes.cortar()
    return cortes


@pytest.mark.parametrize(
    "cambio",
    [
        "estado = jsonb_set(estado, '{fuentes,0,valores,5}', '999')",
        "estado = jsonb_set(estado, '{etapa}', '\"ACOPIADA\"'), registrada = false, etapa = 'ACOPIADA'",
        "registrada = false, estado = jsonb_set(estado, '{custodia}', '\"33\"')",
    ],
)
def test_un_estado_que_no_es_el_que_dan_sus_hechos_retiene_el_corte(publicado: Cortes, cambio: str) -> None:
    publicado.escena.correr()
    _superusuario(publicado, f"UPDATE prep.acta_estado SET {cambio} WHERE acta = %s", ACTAS[0])
    assert f"El estado guardado de {ACTAS[0]} no es el que dan sus hechos" in _retenido(publicado)


def test_un_estado_que_se_quito_retiene_el_corte(publicado: Cortes) -> None:
    publicado.escena.correr()
    _superusuario(publicado, "DELETE FROM prep.acta_estado WHERE acta = %s", ACTAS[0])
    assert "tiene hechos y no tiene estado" in _retenido(publicado)


def test_una_cuenta_que_retrocede_sin_un_hecho_retiene_el_corte(publicado: Cortes) -> None:
    """Facts, chain and derived state taken away together: only what was published remembers."""
    publicado.escena.correr()
    _superusuario(publicado, SIN_CADENA, ACTAS[0])
    for tabla in ("hecho", "acta_estado", "publicado"):
        _superusuario(publicado, f"DELETE FROM prep.{tabla} WHERE acta = %s", ACTAS[0])
    assert f"sin un hecho que lo explique: {ACTAS[0]}" in _retenido(publicado)


def test_el_manifiesto_firmado_recuerda_aunque_se_quite_lo_publicado(publicado: Cortes) -> None:
    publicado.escena.correr()
    _superusuario(publicado, SIN_CADENA, ACTAS[0])
    for tabla in ("hecho", "acta_estado", "publicado", "corte_fila"):
        _superusuario(publicado, f"DELETE FROM prep.{tabla} WHERE acta = %s", ACTAS[0])
    assert "ACTAS_REGISTRADAS baja de 3 a 2 y los hechos explican 0" in _retenido(publicado)


def test_una_cuenta_que_retrocede_por_una_anulacion_sale(publicado: Cortes) -> None:
    ((captura,),) = publicado.base.dueno(
        "SELECT id FROM prep.hecho WHERE acta = %s AND tipo = 'CAPTURA' ORDER BY sec LIMIT 1", ACTAS[0]
    )
    publicado.escena.correr()
    publicado.escena.acordar((5, 6), ACTAS[0], Anulacion(captura, "capturó otra acta"))
    hecho = publicado.cortar()
    assert hecho.resumenes["GUB"]["ACTAS_REGISTRADAS"] == "2"


def test_un_renglon_publicado_alterado_se_rehace_de_sus_hechos_y_alarma(publicado: Cortes) -> None:
    publicado.escena.correr()
    _superusuario(publicado, OTRAS_CIFRAS, ACTAS[0])
    hecho = publicado.cortar()
    assert celda(resultados(hecho.carpeta), ACTAS[0], "PAN") == "4"
    assert "CORTE-FILA" in publicado.alarmas()


def test_la_llave_del_centro_tiene_que_ser_la_que_conoce_el_nodo(publicado: Cortes) -> None:
    otra = nueva().publica
    _superusuario(publicado, "UPDATE prep.operador SET publica = %s WHERE operador = 'centro'", otra)
    with pytest.raises(MalUso, match="no es la llave del centro"):
        publicado.cortar()


def test_un_corte_con_fecha_anterior_al_ultimo_se_rechaza(publicado: Cortes) -> None:
    with pytest.raises(CorteImposible, match="anterior a la del corte 1"):
        publicado.cortar(ahora=datetime.now(UTC) - timedelta(hours=1))


def test_otra_carpeta_de_salida_no_empieza_otra_cadena(publicado: Cortes, tmp_path: Path) -> None:
    publicado.escena.correr()
    with publicado.puesto() as puesto, pytest.raises(CorteImposible, match="use esa carpeta con --salida"):
        hacer_corte(puesto, tmp_path / "otra", datetime.now(UTC), False)


@contextmanager
def _disco_lleno() -> Iterator[None]:
    """Files cannot grow beyond 2,000 bytes, as on a full disk."""
    antes = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, antes[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, antes)


def test_un_disco_lleno_no_cambia_el_apuntador_ni_deja_carpeta(publicado: Cortes) -> None:
    publicado.verificada(ACTAS[3])
    publicado.escena.correr()
    with _disco_lleno(), pytest.raises(OSError, match="File too large"):
        publicado.cortar()
    assert [r.name for r in (publicado.salida / "cortes").iterdir()] == ["0001"]
    assert comprobar(publicado.salida).fallas == ()
    assert publicado.cortar().numero == 2


def test_un_corte_largo_se_pliega_en_dos_procesos_y_ambos_comparan(
    cortes: Cortes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.corte.plegado.PARA_DOS", 2)
    for acta in ACTAS[:4]:
        cortes.verificada(acta)
    assert cortes.cortar().actas == 4
    cortes.escena.correr()
    for acta in (ACTAS[0], ACTAS[3]):
        _superusuario(
            cortes, 'UPDATE prep.acta_estado SET estado = estado || \'{"custodia":"9"}\' WHERE acta = %s', acta
        )
    razones = _retenido(cortes)
    assert ACTAS[0] in razones
    assert ACTAS[3] in razones


def test_un_corte_que_no_pasa_la_comprobacion_publica_no_se_muestra(
    publicado: Cortes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Finding 34: published, a manifest of more than its bound would never be verified again."""
    antes = (publicado.salida / "actual").resolve()
    with monkeypatch.context() as parche, pytest.raises(CorteRetenido, match="el manifiesto es demasiado grande"):
        parche.setattr("central.corte.manifiesto.MANIFIESTO_MAX", 100)
        publicado.cortar()
    assert (publicado.salida / "actual").resolve() == antes
    assert "CORTE-RETENIDO" in publicado.alarmas()
    publicado.cortar()
    assert comprobar(publicado.salida).fallas == ()
    assert comprobar(publicado.salida).cortes == 2


def _explicadas(cortes: Cortes) -> list[str]:
    """Of ACTAS[0], whether something taken in since the first cut explains another row."""
    cortes.escena.correr()
    with cortes.puesto() as puesto, cortes.base.conectar("prep_centro") as conexion:
        dichos = por_que(conexion, Contexto(puesto.motor, conexion), {ACTAS[0]: 1})
    return [acta for acta, dicho in dichos.items() if dicho != SIN_SABER]


def _captura(cortes: Cortes) -> UUID:
    fila = cortes.base.dueno("SELECT id FROM prep.hecho WHERE tipo = 'CAPTURA' AND acta = %s", ACTAS[0])[0]
    assert isinstance(fila[0], UUID)
    return fila[0]


def test_la_cadena_de_otro_nodo_no_dice_que_explica_un_cambio(publicado: Cortes) -> None:
    """Finding 35: the numbers of another chain are not of this one."""
    publicado.escena.base.dueno(
        "UPDATE prep.corte SET manifiesto = jsonb_set(manifiesto::jsonb, '{cadenas,99}',"
        ' \'{"nodo": "CATD01", "n": 9223372036854775807, "eslabon": ""}\')::text'
    )
    antes = _explicadas(publicado)
    publicado.escena.acordar((5, 6), ACTAS[0], Anulacion(_captura(publicado), "se leyó mal"))
    assert (antes, _explicadas(publicado)) == ([], [ACTAS[0]])


def test_quien_pide_un_cotejo_o_propone_y_nadie_acepta_no_explica_que_un_renglon_cambie(publicado: Cortes) -> None:
    """A hand in the base does not hide behind what changed nothing."""
    escena, quita = publicado.escena, Anulacion(_captura(publicado), "mal")
    pedido = escena.hacer(4, ACTAS[0], Cotejo(0, "el papel dice otra cosa"))
    propuesta = escena.hacer(5, ACTAS[0], proponer(quita, "mal"))
    escena.hacer(6, ACTAS[0], contestar(propuesta.hecho, Respuesta.RECHAZA, "no"))
    escena.hacer(5, ACTAS[0], Cotejo(1, "visto", vistos=(pedido.hecho.id,)))
    assert _explicadas(publicado) == []
    for tabla, cual in (("cadena", "hecho"), ("hecho", "id")):
        capturas = "SELECT id FROM prep.hecho WHERE tipo = 'CAPTURA' AND acta = %s"
        _superusuario(publicado, f"DELETE FROM prep.{tabla} WHERE {cual} IN ({capturas})", ACTAS[0])
    _superusuario(publicado, "INSERT INTO prep.cola (acta, hecho) VALUES (%s, %s)", ACTAS[0], pedido.hecho.id)
    assert f"sin un hecho que lo explique: {ACTAS[0]}" in _retenido(publicado)
