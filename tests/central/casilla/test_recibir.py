"""Phone images come into the centre once, with custody of the CCV, or are set aside with the reason (R-02, R-09)."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from central.casilla.carpeta import abrir
from central.nodo import roles
from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.hechos.hechos import Acopio, Imagen, NombreFase, Tipo
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.store import candados
from tests.central.casilla.conftest import Casilla
from tests.central.casilla.envios import CUENTA, DUENO, datos, jpeg, poner
from tests.central.conftest import catalogo, clave, vaciar
from tests.espera import hasta

ACUERDO = "INE/CCOE014/2018"
HECHOS = "SELECT id, acta, fuente, operador, momento, desfase_ms, cuerpo FROM prep.hecho WHERE tipo = 'IMAGEN'"


def test_una_imagen_entra_como_hecho_de_casilla_y_la_captura_el_ccv(
    casilla: Casilla, capsys: pytest.CaptureFixture[str]
) -> None:
    escrito = casilla.enviar(1)
    capsys.readouterr()
    assert casilla.recibir() == 0
    assert capsys.readouterr() == ("1 imágenes recibidas (0 ya estaban), 0 apartadas, 0 en espera de su pareja.\n", "")
    ((id_, acta, fuente, operador, momento, desfase, texto),) = casilla.mando.filas(HECHOS)
    cuerpo = cuerpo_de_texto(Tipo.IMAGEN, str(texto))
    assert isinstance(cuerpo, Imagen)
    assert (str(id_), acta, fuente, operador) == (escrito["envio"], clave(1), "CASILLA", "centro")
    assert (momento, desfase) == (datetime(2024, 6, 3, 0, 12, 31, 250_000, tzinfo=UTC), 1500)
    assert (cuerpo.medio, cuerpo.sitio, cuerpo.cuenta) == ("MOVIL", "CCV", CUENTA)
    assert casilla.mando.etapa(clave(1)) == "DIGITALIZADA"
    assert casilla.mando.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    assert casilla.mando.filas("SELECT clase, fuente, puesto, sitio FROM prep.trabajo ORDER BY puesto") == [
        ("CAPTURA", "CASILLA", 1, "CCV"),
        ("CAPTURA", "CASILLA", 2, "CCV"),
    ]
    ((custodia, estado),) = casilla.mando.filas("SELECT custodia, estado FROM prep.acta_estado")
    assert custodia == "CCV"
    assert "2024-06-03T00:12:32.75" in json.dumps(estado), "el acopio es la digitalización, corregida"


def test_la_imagen_guardada_no_dice_nada_de_su_dueno_y_su_huella_es_la_del_hecho(casilla: Casilla) -> None:
    casilla.enviar(1)
    assert casilla.recibir() == 0
    ((huella, crudo),) = casilla.mando.filas("SELECT huella, bytes FROM prep.imagen")
    guardada = bytes(crudo)  # type: ignore[call-overload]
    assert DUENO not in guardada and b"Exif" not in guardada
    assert hashlib.sha256(guardada).hexdigest() == huella


def test_lo_recibido_se_guarda_tal_como_llego_bajo_el_nombre_de_su_envio(casilla: Casilla) -> None:
    escrito = casilla.enviar(1)
    assert casilla.recibir() == 0
    assert casilla.dejados() == []
    assert casilla.dejados("recibidas") == [f"{escrito['envio']}.jpg", f"{escrito['envio']}.json"]
    recibida = casilla.carpeta / "recibidas" / f"{escrito['envio']}.jpg"
    assert hashlib.sha256(recibida.read_bytes()).hexdigest() == escrito["sha256"]


def test_el_acta_puede_decirse_por_sus_campos_como_se_leyo(casilla: Casilla) -> None:
    leida = {"eleccion": "GUB", "seccion": "0003", "tipo": "B", "numero": "01", "extension": "0", "codigo": ""}
    casilla.enviar(3, acta=leida)
    assert casilla.recibir() == 0
    assert casilla.mando.filas("SELECT acta FROM prep.hecho WHERE tipo = 'IMAGEN'") == [(clave(3),)]


def test_mientras_se_cargan_las_cuentas_ninguna_imagen_entra_con_la_de_antes(casilla: Casilla) -> None:
    casilla.enviar(1)
    esperan = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = %s"
    with ThreadPoolExecutor(1) as aparte:
        with casilla.mando.nodo.conectar(roles.DUENO) as carga, carga.transaction():
            carga.execute("SELECT pg_advisory_xact_lock(%s)", (candados.ORDEN,))
            recibir = aparte.submit(casilla.recibir)
            hasta(lambda: casilla.mando.filas(esperan, candados.ORDEN) == [(1,)], "que la imagen espere su turno")
            carga.execute("UPDATE prep.cae SET cuenta = 'otra'")
        assert recibir.result() == 3
    assert casilla.fotos() == 0 and "de un CAE que no es el de la casilla" in casilla.motivo()


def test_recibir_dos_veces_tiene_un_solo_efecto(casilla: Casilla, capsys: pytest.CaptureFixture[str]) -> None:
    crudo = jpeg()
    escrito = datos(clave(1), crudo)
    for nombre in ("una", "otra"):
        poner(casilla.carpeta, nombre, crudo, escrito)
    capsys.readouterr()
    assert casilla.recibir() == 0
    assert "2 imágenes recibidas (1 ya estaban), 0 apartadas" in capsys.readouterr().out
    assert casilla.fotos() == 1
    envio = escrito["envio"]
    assert casilla.dejados("recibidas") == [f"{envio}-2.jpg", f"{envio}-2.json", f"{envio}.jpg", f"{envio}.json"]


def test_la_que_se_recibio_a_tiempo_sigue_siendo_suya_aunque_el_paquete_llegue_antes_del_reenvio(
    casilla: Casilla,
) -> None:
    crudo = jpeg()
    escrito = datos(clave(1), crudo)
    poner(casilla.carpeta, "una", crudo, escrito)
    assert casilla.recibir() == 0
    casilla.mando.entregar(clave(1), Acopio("01", "D"))
    casilla.mando.procesar()
    poner(casilla.carpeta, "otra", crudo, escrito)
    assert casilla.recibir() == 0
    assert casilla.fotos() == 1


def test_el_mismo_envio_con_otro_contenido_se_aparta_y_alarma(casilla: Casilla) -> None:
    escrito = casilla.enviar(1, "a")
    casilla.enviar(2, "b", envio=escrito["envio"])
    assert casilla.recibir() == 3
    assert "ya se recibió con otro contenido" in casilla.motivo("b")
    assert casilla.fotos() == 1
    codigos = [c for (c,) in casilla.mando.filas("SELECT codigo FROM prep.alarma ORDER BY n")]
    assert codigos == ["ENTREGA_CONFLICTO", "CASILLA_APARTADA"]
    assert casilla.mando.filas("SELECT count(*) FROM prep.imagen") == [(1,)], "la otra imagen no entró sin su hecho"


TARDE = "2099-01-01T00:00:00Z"
REHUSADAS: dict[str, tuple[dict[str, Any], str]] = {
    "otra cuenta": ({"cuenta": "cae-8"}, ACUERDO),
    "después del acopio": ({"digitalizada": TARDE}, f"posterior al acopio del paquete: no cuenta ({ACUERDO})"),
    "otro proceso": ({"proceso": "REAL"}, "es del proceso «REAL»"),
    "acta que no existe": ({"acta": {"clave": "GUB-nada"}}, "no está en el catálogo"),
    "fuera de catálogo": ({"acta": {"clave": "FC-GUB-001-9999-B01-00-A02-1"}}, "no está en el catálogo"),
}


@pytest.mark.parametrize(("cambios", "dice"), REHUSADAS.values(), ids=list(REHUSADAS))
def test_lo_que_no_procede_se_aparta_con_su_motivo_y_lo_demas_sigue(
    casilla: Casilla, cambios: dict[str, Any], dice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    casilla.mando.entregar(clave(1), Acopio("01", "D"))
    casilla.mando.procesar()
    mala = casilla.enviar(1, "a-mala", **cambios)
    casilla.enviar(2, "b-buena")
    capsys.readouterr()
    assert casilla.recibir() == 3
    dicho = capsys.readouterr()
    assert "1 imágenes recibidas (0 ya estaban), 1 apartadas" in dicho.out
    assert dice in dicho.err and dice in casilla.motivo("a-mala") and mala["envio"] in casilla.motivo("a-mala")
    assert casilla.dejados("apartadas") == ["a-mala.jpg", "a-mala.json", "a-mala.motivo.txt"]
    assert casilla.mando.filas("SELECT acta FROM prep.hecho WHERE tipo = 'IMAGEN'") == [(clave(2),)]
    ((codigo, texto),) = casilla.mando.filas("SELECT codigo, texto FROM prep.alarma")
    assert codigo == "CASILLA_APARTADA" and "a-mala" in str(texto) and dice in str(texto)


def test_la_tomada_antes_del_acopio_entra_aunque_llegue_despues(casilla: Casilla) -> None:
    casilla.mando.entregar(clave(1), Acopio("01", "D"))
    casilla.mando.procesar()
    casilla.enviar(1)
    assert casilla.recibir() == 0


def test_la_casilla_sin_cae_registrado_no_recibe_de_nadie(casilla: Casilla) -> None:
    casilla.mando.filas("DELETE FROM prep.cae WHERE acta = %s", clave(1))
    casilla.enviar(1)
    assert casilla.recibir() == 3
    assert "no tiene un CAE registrado" in casilla.motivo() and ACUERDO in casilla.motivo()


def test_una_misma_imagen_no_es_de_dos_actas(casilla: Casilla) -> None:
    crudo = jpeg()
    for seccion in (1, 2):
        poner(casilla.carpeta, f"foto-{seccion}", crudo, datos(clave(seccion), crudo))
    assert casilla.recibir() == 3
    assert f"ya se recibió como del acta {clave(1)}" in casilla.motivo("foto-2")
    assert casilla.fotos() == 1


def test_fuera_de_la_jornada_no_se_recibe_y_nada_se_mueve(casilla: Casilla, capsys: pytest.CaptureFixture[str]) -> None:
    casilla.enviar(1)
    vaciar(casilla.mando.nodo)
    assert casilla.recibir() == 3
    assert "Todavía no se reciben" in capsys.readouterr().err
    for fase in NombreFase:
        casilla.mando.procesar()
        assert casilla.mando.de_dos("fase", str(fase)) == 0
    assert casilla.recibir() == 3
    assert "cerrado" in capsys.readouterr().err
    assert casilla.dejados() == ["foto.jpg", "foto.json"]


def test_lo_apartado_puede_volver_a_intentarse_cuando_se_resuelve(casilla: Casilla) -> None:
    casilla.mando.filas("UPDATE prep.cae SET cuenta = 'cae-8' WHERE acta = %s", clave(1))
    casilla.enviar(1)
    assert casilla.recibir() == 3
    casilla.mando.filas("UPDATE prep.cae SET cuenta = %s WHERE acta = %s", CUENTA, clave(1))
    for nombre in ("foto.jpg", "foto.json"):
        (casilla.carpeta / "apartadas" / nombre).rename(casilla.carpeta / nombre)
    assert casilla.recibir() == 0
    assert casilla.mando.etapa(clave(1)) == "DIGITALIZADA"


def test_dos_recepciones_no_trabajan_a_la_vez_en_una_carpeta(
    casilla: Casilla, capsys: pytest.CaptureFixture[str]
) -> None:
    casilla.enviar(1)
    with abrir(casilla.carpeta):
        assert casilla.recibir() == 2
    assert "Otra recepción trabaja" in capsys.readouterr().err
    assert casilla.recibir() == 0


def test_sin_carpeta_no_empieza(casilla: Casilla, capsys: pytest.CaptureFixture[str]) -> None:
    assert casilla.recibir() == 2
    assert "no es una carpeta" in capsys.readouterr().err


def test_una_subcarpeta_que_es_un_enlace_no_se_usa(casilla: Casilla, tmp_path: Path) -> None:
    casilla.enviar(1)
    (tmp_path / "fuera").mkdir()
    (casilla.carpeta / "recibidas").symlink_to(tmp_path / "fuera")
    assert casilla.recibir() == 2
    assert list((tmp_path / "fuera").iterdir()) == []


def test_la_identificacion_de_una_foto_la_leen_a_ciegas_dos_personas_y_la_del_catd_va_en_su_etiqueta() -> None:
    ajustes = catalogo().ajustes
    assert ajustes.identificacion_casilla is Identificacion.MANUAL
    assert ajustes.identificacion_catd is Identificacion.ETIQUETA
