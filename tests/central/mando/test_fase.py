"""The phases: in order or refused with the reason, each a signed fact with its act (R-31, P-11)."""

from pathlib import Path
from threading import Timer

import pytest

from central.firmado.envolturas import ordenes
from central.mando import instalado, software
from central.mando.conteos import tablas_de_operacion
from central.marco import camino
from installer.paquetes.lista import dejar_lista
from prep.domain.hechos.hechos import Acopio, Fase, Imagen, NombreFase, Tipo
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.net.identidad import cargar
from tests.central.conftest import Mando, clave
from tests.documents.leer_pdf import Pdf, leer_pdf

FASES = "SELECT cuerpo FROM prep.hecho WHERE tipo = 'FASE' ORDER BY sec"


def pasar(mando: Mando, *fases: str) -> None:
    for fase in fases:
        assert mando.de_dos("fase", fase) == 0
        mando.procesar()


def acta(mando: Mando, fase: str) -> Pdf:
    (ruta,) = (mando.datos / "documentos").glob(f"prueba-1_{fase}_*.pdf")
    return leer_pdf(ruta.read_bytes())


def vividas(mando: Mando) -> list[Fase]:
    leidas = [cuerpo_de_texto(Tipo.FASE, str(cuerpo)) for (cuerpo,) in mando.filas(FASES)]
    return [fase for fase in leidas if isinstance(fase, Fase)]


def test_las_cinco_fases_en_orden_son_hechos_firmados_que_el_arbitro_cree(mando: Mando) -> None:
    pasar(mando, *(str(f) for f in NombreFase))
    assert [f.fase for f in vividas(mando)] == list(NombreFase)
    assert mando.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    assert len(list((mando.datos / "documentos").iterdir())) == 5


@pytest.mark.parametrize("pedida", [f for f in NombreFase if f is not NombreFase.CEROS])
def test_una_fase_fuera_de_orden_se_rechaza_con_la_razon(
    mando: Mando, pedida: NombreFase, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mando.de_dos("fase", str(pedida)) == 3
    assert f"No se entró a la fase «{pedida}»" in capsys.readouterr().err
    assert vividas(mando) == [] and not (mando.datos / "documentos").exists()


def test_a_una_fase_se_entra_una_vez(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    pasar(mando, "ceros")
    assert mando.de_dos("fase", "ceros") == 3
    assert "ya se declaró" in capsys.readouterr().err
    assert len(vividas(mando)) == 1


def test_ceros_cuenta_cada_tabla_de_operacion(mando: Mando) -> None:
    pasar(mando, "ceros")
    (fase,) = vividas(mando)
    assert fase.cuentas == tuple((tabla, 0) for tabla in tablas_de_operacion())
    assert {"hecho", "imagen", "cola", "acta_estado", "trabajo", "cadena", "corte"} <= set(tablas_de_operacion())
    texto = acta(mando, "ceros").texto
    assert all(f" {tabla} 0 " in texto for tabla in tablas_de_operacion())
    assert "Total 0" in texto


def test_a_ceros_no_se_entra_con_un_programa_que_no_es_el_que_se_empaco(
    mando: Mando, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it was installed is the one thing invented: the files, their list and the comparison are real."""
    raiz = tmp_path / "raiz"
    programa = raiz / instalado.SUITE / "app/uno.py"
    programa.parent.mkdir(parents=True)
    programa.write_text("UNO = 1", encoding="utf-8")
    dejar_lista(raiz, "prep-comun")
    monkeypatch.setattr(instalado, "raiz_propia", lambda: raiz)
    programa.write_text("UNO = 2", encoding="utf-8")
    assert mando.de_dos("fase", "ceros") == 3
    assert "  CAMBIÓ /opt/prep/app/uno.py\n" in capsys.readouterr().err
    assert vividas(mando) == []
    programa.write_text("UNO = 1", encoding="utf-8")
    pasar(mando, "ceros")


def test_cada_tabla_de_la_base_es_de_preparacion_o_se_cuenta(mando: Mando) -> None:
    hay = {str(t) for (t,) in mando.filas("SELECT tablename FROM pg_tables WHERE schemaname = 'prep'")}
    preparacion = {
        "proceso",
        "acta",
        "operador",
        "estacion",
        "cae",
        "telefono",
        "nodo",
        "cupo",
        "sesion",
        "revocados",
        "sucesion",
    }
    preparacion |= {"alarma"}
    assert hay - set(tablas_de_operacion()) - {"alembic_version"} == preparacion


def test_ceros_se_rechaza_si_una_tabla_no_esta_en_cero_y_la_nombra(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    mando.entregar(clave(1), Acopio("01", "D"))
    assert mando.de_dos("fase", "ceros") == 3
    dicho = capsys.readouterr().err
    assert "hecho: 1 registros" in dicho and "cola: 1 registros" in dicho
    assert "imagen" not in dicho
    assert vividas(mando) == []


def test_el_acta_de_ceros_lista_cada_archivo_desplegado_con_su_huella(mando: Mando) -> None:
    pasar(mando, "ceros")
    pdf = acta(mando, "ceros")
    hallado = software.huellas()
    assert hallado.resumen in pdf.texto
    assert all(huella in pdf.texto for _, huella in hallado.archivos)
    assert {"prep/domain/hechos/hechos.py", "central/mando/fase.py"} <= {ruta for ruta, _ in hallado.archivos}
    assert all("SIMULACRO" in pagina for pagina in pdf.paginas)
    junto = "".join(pdf.texto.split())
    for orden in ordenes(cargar(mando.datos / "centro.key").publica).values():  # how to check a cut, beside the key
        assert all("".join(renglon.split()) in junto for renglon in orden.split("\n")), orden


def test_el_acta_nombra_su_hecho_y_su_firma(mando: Mando) -> None:
    pasar(mando, "ceros")
    ((id_, firma),) = mando.filas("SELECT id::text, encode(firma, 'hex') FROM prep.hecho WHERE tipo = 'FASE'")
    texto = acta(mando, "ceros").texto
    assert str(id_) in texto and str(firma)[:64] in texto and str(firma)[64:] in texto


def test_el_acta_de_cierre_lleva_cuentas_corte_cadena_y_el_mismo_software(mando: Mando) -> None:
    pasar(mando, "ceros", "abrir")
    mando.entregar(clave(1), Acopio("01", "D"))
    pasar(mando, "publicar", "ultimo")
    mando.filas(
        "INSERT INTO prep.corte VALUES (7, '2024-06-03T02:00:00Z', true, 'c', '{}', %s)",
        "abcd" * 16,
    )
    ((n, eslabon),) = mando.filas("SELECT n, encode(eslabon, 'hex') FROM prep.cadena ORDER BY n DESC LIMIT 1")
    pasar(mando, "cerrar")
    pdf = acta(mando, "cerrar")
    assert f"{n}: {eslabon}" in pdf.texto
    assert "abcd" * 16 in pdf.texto and "7, del 02/06/2024 20:00:00" in pdf.texto
    assert "Acopiada 1 0 1" in pdf.texto and "Total 13 12 25" in pdf.texto
    assert "Es la misma de la puesta en ceros" in pdf.texto
    for texto in (pdf.texto, acta(mando, "ultimo").texto):
        assert "Abiertos, sin decidir 0" in texto and "2. Aceptados con modificación 0" in texto
    assert vividas(mando)[-1].cuentas == (("DIP_LOC ESPERADA", 12), ("GUB ACOPIADA", 1), ("GUB ESPERADA", 12))


def test_el_software_que_cambio_en_la_noche_se_dice_al_cerrar(mando: Mando, monkeypatch: pytest.MonkeyPatch) -> None:
    pasar(mando, "ceros", "abrir", "publicar", "ultimo")
    otro = software.Software((("prep/x.py", "0" * 64),), "f" * 64)
    monkeypatch.setattr("central.mando.fase.huellas", lambda: otro)
    pasar(mando, "cerrar")
    assert "ES DISTINTA de la de la puesta en ceros" in acta(mando, "cerrar").texto


def test_cerrar_con_trabajo_pendiente_se_niega_y_se_fuerza_con_un_motivo(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    pasar(mando, "ceros", "abrir", "publicar", "ultimo")
    mando.entregar(clave(1), Acopio("01", "D"))
    mando.entregar(clave(1), Imagen("a" * 64, "ESCANER", "01"))
    mando.procesar()
    assert mando.de_dos("fase", "cerrar") == 3
    assert "Quedan 2 trabajos sin terminar y 0 hechos sin procesar" in capsys.readouterr().err
    assert len(vividas(mando)) == 4
    assert mando.de_dos("fase", "cerrar", "--forzar", "acuerdo del Consejo General") == 0
    assert "trabajo pendiente. Quedan 2 trabajos" in acta(mando, "cerrar").texto
    assert "Motivo: acuerdo del Consejo General" in acta(mando, "cerrar").texto
    ((cuerpo,),) = mando.filas("SELECT cuerpo FROM prep.hecho WHERE cuerpo LIKE '%%CIERRE_FORZADO%%'")
    assert "acuerdo del Consejo General" in str(cuerpo)


def test_cerrar_espera_lo_que_va_en_camino_y_si_nadie_lo_procesa_se_rechaza(
    mando: Mando, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pasar(mando, "ceros", "abrir", "publicar")
    assert mando.de_dos("fase", "ultimo") == 0  # and nobody folds that fact
    with monkeypatch.context() as poca:
        poca.setattr(camino, "EN_CAMINO_S", 0.1)
        assert mando.de_dos("fase", "cerrar") == 3
    assert "el nodo debe estar en marcha" in capsys.readouterr().err
    arbitro = Timer(0.5, mando.procesar)
    arbitro.start()
    assert mando.de_dos("fase", "cerrar") == 0
    arbitro.join()


def test_solo_se_fuerza_el_cierre(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    assert mando.de_dos("fase", "ceros", "--forzar", "porque sí") == 2
    assert "sólo sirve con «cerrar»" in capsys.readouterr().err
    assert vividas(mando) == []


def test_un_acta_que_no_se_puede_escribir_no_deja_fase(
    mando: Mando, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ocupado").write_text("un archivo, no una carpeta")
    assert mando.de_dos("fase", "ceros", "--salida", str(tmp_path / "ocupado")) == 2
    assert "No se puede usar" in capsys.readouterr().err
    assert vividas(mando) == []


def test_otra_llave_que_no_es_la_registrada_no_firma_nada(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    (mando.datos / "centro.key").write_text("ab" * 32)
    assert mando.de_dos("fase", "ceros") == 2
    assert "no es la llave del centro" in capsys.readouterr().err
    (mando.datos / "centro.key").unlink()
    assert mando.de_dos("fase", "ceros") == 2
    assert "No está la llave" in capsys.readouterr().err
    assert vividas(mando) == []


def test_un_acta_nunca_habla_de_una_fase_que_no_se_confirmo(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.filas(
        "CREATE FUNCTION prep.al_final() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'no se pudo' USING ERRCODE = 'PR005'; END $$"
    )
    mando.filas(
        "CREATE CONSTRAINT TRIGGER al_final AFTER INSERT ON prep.hecho DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION prep.al_final()"
    )
    try:
        assert mando.de_dos("fase", "ceros") == 2
    finally:
        mando.filas("DROP FUNCTION prep.al_final() CASCADE")
    assert "La base no aceptó el hecho: no se pudo" in capsys.readouterr().err
    assert vividas(mando) == [] and list((mando.datos / "documentos").iterdir()) == []
