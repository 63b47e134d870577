"""Two people give an order: one proposes, which does nothing, and another agrees; and every way of it not being two."""

import json
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import ENTREGAR_CENTRO, valores_firmados
from tests.central.conftest import LLAVE_CENTRO, OPERADOR, Mando
from tests.dos_personas import CARMEN, CONTRASENA, DAVID, firma, proponer
from tests.store.ejemplos import PROCESO

FASES = "SELECT cuerpo::jsonb ->> 'fase' FROM prep.hecho WHERE tipo = 'FASE' ORDER BY sec"
MITADES = "SELECT tipo, operador, fuente, acta FROM prep.hecho WHERE tipo IN ('PROPUESTA', 'CONFORME') ORDER BY sec"


@pytest.fixture
def en_ceros(mando: Mando, capsys: pytest.CaptureFixture[str]) -> Mando:
    assert mando.correr("fase", "ceros") == 0
    capsys.readouterr()
    return mando


def fases(mando: Mando) -> list[object]:
    return [fase for (fase,) in mando.filas(FASES)]


def conforme(mando: Mando, n: str, *mas: str, quien: str = DAVID) -> int:
    return mando.correr("conforme", n, *firma(mando.datos, quien), *mas)


def propuestas(mando: Mando, capsys: pytest.CaptureFixture[str], *mas: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert mando.correr("propuestas", "--json", *mas) == 0
    return list(json.loads(capsys.readouterr().out)["propuestas"])


def test_una_persona_sola_no_hace_nada_y_con_la_otra_se_cumple(
    en_ceros: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    codigo, n = proponer(en_ceros.datos, "fase", "abrir", "--motivo", "ya son las seis")
    assert (codigo, n) == (0, "1")
    assert fases(en_ceros) == ["ceros"]
    (una,) = propuestas(en_ceros, capsys)
    assert (una["n"], una["quien"], una["motivo"], una["estado"]) == (1, CARMEN, "ya son las seis", "espera")
    assert una["dice"] == "Fase «abrir»." and una["respondio"] is None
    assert conforme(en_ceros, n) == 0
    dicho = capsys.readouterr().out
    assert "ya son las seis" in dicho and "de «ceros» a «abrir»" in dicho and "Fase «abrir» del proceso" in dicho
    assert fases(en_ceros) == ["ceros", "abrir"]
    en_ceros.procesar()
    assert en_ceros.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    assert en_ceros.filas(MITADES) == [("PROPUESTA", CARMEN, "CENTRO", ""), ("CONFORME", DAVID, "CENTRO", "")]
    assert propuestas(en_ceros, capsys) == []
    (hecha,) = propuestas(en_ceros, capsys, "--todas")
    assert (hecha["estado"], hecha["respondio"]) == ("cumplida", DAVID)


def test_quien_propuso_no_da_su_propio_conforme(en_ceros: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    assert conforme(en_ceros, n, quien=CARMEN) == 3
    assert "la responde otra persona de la coordinación" in capsys.readouterr().err
    assert fases(en_ceros) == ["ceros"] and len(en_ceros.filas(MITADES)) == 1


def test_quien_no_coordina_en_el_centro_no_propone_ni_responde(
    en_ceros: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    codigo, _ = proponer(en_ceros.datos, "fase", "abrir", quien=OPERADOR)
    assert codigo == 3 and "no es correcta" in capsys.readouterr().err, "su llave sellada no está en el centro"
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    try:
        en_ceros.filas("UPDATE prep.operador SET roles = '{captura}' WHERE operador = %s", DAVID)
        en_ceros.nodo.firmar_lista(LLAVE_CENTRO)
        assert conforme(en_ceros, n) == 3
        assert "David no es de la coordinación del centro" in capsys.readouterr().err
    finally:
        en_ceros.filas("UPDATE prep.operador SET roles = '{coordinacion}' WHERE operador = %s", DAVID)
        en_ceros.nodo.firmar_lista(LLAVE_CENTRO)
    assert fases(en_ceros) == ["ceros"]


def test_a_quien_la_base_volvio_coordinador_no_se_le_cree(en_ceros: Mando) -> None:
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    try:
        en_ceros.filas("UPDATE prep.operador SET nombre = 'Otro' WHERE operador = %s", DAVID)
        assert conforme(en_ceros, n) == 3
    finally:
        en_ceros.filas("UPDATE prep.operador SET nombre = 'David' WHERE operador = %s", DAVID)
    assert fases(en_ceros) == ["ceros"]


def test_la_contrasena_es_la_de_cada_quien_y_no_va_en_la_linea(
    en_ceros: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    mala = en_ceros.datos / "mala.txt"
    mala.write_text("otra\n")
    assert en_ceros.correr("conforme", n, "--quien", DAVID, "--contrasena", str(mala)) == 3
    assert "no es correcta" in capsys.readouterr().err
    assert en_ceros.correr("conforme", n, "--quien", DAVID) == 2
    assert "no hay terminal" in capsys.readouterr().err
    assert en_ceros.correr("conforme", n) == 2
    assert "--quien USUARIO" in capsys.readouterr().err
    assert en_ceros.correr("conforme", n, "--quien", DAVID, "--contrasena", "no-hay.txt") == 2
    assert "no-hay.txt" in capsys.readouterr().err
    assert fases(en_ceros) == ["ceros"]


def test_un_conforme_tardio_no_cuenta(en_ceros: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    ajuste = "UPDATE prep.proceso SET cabecera = jsonb_set(cabecera, '{ajustes,plazo_conforme_s}', %s)"
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    en_ceros.filas(ajuste, "0")
    try:
        assert conforme(en_ceros, n) == 3
        assert f"La propuesta {n} venció a las" in capsys.readouterr().err
        assert [p["estado"] for p in propuestas(en_ceros, capsys, "--todas")] == ["vencida"]
    finally:
        en_ceros.filas(ajuste, "900")
    assert fases(en_ceros) == ["ceros"]


def test_lo_rechazado_ya_no_se_cumple_y_dice_por_que(en_ceros: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    assert conforme(en_ceros, n, "--rechaza") == 2
    assert "Diga por qué con --motivo" in capsys.readouterr().err
    assert conforme(en_ceros, n, "--rechaza", "--motivo", "todavía no") == 0
    assert conforme(en_ceros, n) == 3
    assert f"La propuesta {n} la rechazó {DAVID}" in capsys.readouterr().err
    assert fases(en_ceros) == ["ceros"]
    assert proponer(en_ceros.datos, "fase", "abrir")[1] == "2", "y se puede proponer otra vez"


def test_se_cumple_una_sola_vez(en_ceros: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    assert conforme(en_ceros, n) == 0
    assert conforme(en_ceros, n) == 3
    assert f"La propuesta {n} ya se cumplió, con el conforme de {DAVID}" in capsys.readouterr().err
    assert conforme(en_ceros, "77") == 2
    assert "No hay una propuesta 77" in capsys.readouterr().err
    assert len(en_ceros.filas(MITADES)) == 2


def test_lo_mismo_no_se_propone_dos_veces(en_ceros: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    proponer(en_ceros.datos, "fase", "abrir")
    codigo, _ = proponer(en_ceros.datos, "fase", "abrir", quien=DAVID)
    assert codigo == 3 and f"es la 1, de {CARMEN}" in capsys.readouterr().err


def test_lo_que_no_se_puede_hacer_no_se_propone(en_ceros: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    codigo, _ = proponer(en_ceros.datos, "fase", "publicar")
    assert codigo == 3 and "sigue «abrir»" in capsys.readouterr().err
    assert en_ceros.filas(MITADES) == []


def test_si_no_se_pudo_cumplir_el_conforme_tampoco_esta(
    en_ceros: Mando, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ocupado").write_text("un archivo, no una carpeta")
    _, n = proponer(en_ceros.datos, "fase", "abrir", "--salida", str(tmp_path / "ocupado"))
    assert conforme(en_ceros, n) == 2
    assert "No se puede usar" in capsys.readouterr().err
    assert fases(en_ceros) == ["ceros"] and len(en_ceros.filas(MITADES)) == 1
    (tmp_path / "ocupado").unlink()
    assert conforme(en_ceros, n) == 0


def meter(mando: Mando, cuerpo: Fase, lugar: str) -> None:
    """As somebody with the centre's key and its base would."""
    firmado = FirmaDeSesion("centro", lugar, PROCESO, LLAVE_CENTRO).hecho("", Fuente.CENTRO, cuerpo)
    mando.filas(ENTREGAR_CENTRO, *valores_firmados(firmado))


def test_al_arbitro_no_le_basta_la_llave_del_centro(en_ceros: Mando) -> None:
    proponer(en_ceros.datos, "fase", "abrir")
    ((propuesta,),) = en_ceros.filas("SELECT id FROM prep.hecho WHERE tipo = 'PROPUESTA'")
    for lugar in ("centro", f"orden.{propuesta}", "orden.nada"):
        meter(en_ceros, Fase(NombreFase.ABRIR), lugar)
    en_ceros.procesar()
    razones = [str(r) for (r,) in en_ceros.filas("SELECT razon FROM prep.cuarentena")]
    assert len(razones) == 3 and all("sin la propuesta de una persona y el conforme de otra" in r for r in razones)


def test_ni_lo_acordado_sirve_para_otra_cosa_ni_dos_veces(en_ceros: Mando) -> None:
    _, n = proponer(en_ceros.datos, "fase", "abrir")
    assert conforme(en_ceros, n) == 0
    ((propuesta,),) = en_ceros.filas("SELECT id FROM prep.hecho WHERE tipo = 'PROPUESTA'")
    meter(en_ceros, Fase(NombreFase.PUBLICAR), f"orden.{propuesta}")
    meter(en_ceros, Fase(NombreFase.ABRIR), f"orden.{propuesta}")
    en_ceros.procesar()
    razones = [str(r) for (r,) in en_ceros.filas("SELECT razon FROM prep.cuarentena ORDER BY cuando")]
    assert razones == ["no es lo que dice la propuesta 1, que es fase", "la propuesta 1 ya se cumplió"]


def test_sin_terminal_la_contrasena_puede_venir_por_un_descriptor(en_ceros: Mando) -> None:
    import os

    _, n = proponer(en_ceros.datos, "fase", "abrir")
    lee, escribe = os.pipe()
    os.write(escribe, CONTRASENA.encode())
    os.close(escribe)
    assert en_ceros.correr("conforme", n, "--quien", DAVID, "--contrasena", f"/dev/fd/{lee}") == 0
    os.close(lee)
