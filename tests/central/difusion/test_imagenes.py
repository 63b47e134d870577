"""The images of the published actas reach each target under their hash, after the figures; no other does (R-27)."""

import hashlib
from pathlib import Path

import psycopg
import pytest

from central.corte.carpeta import IMAGENES
from central.corte.comprobar import comprobar
from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.guardado import leer_corte
from central.difusion.imagenes import Exportadas, exportar_de
from central.difusion.puntero import hacer_puntero
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.difusion.hijo_entrega import ZONA, entrega_a
from tests.conftest import Nodo


def huella_de(acta: str) -> str:
    return hashlib.sha256(acta.encode()).hexdigest()


def test_solo_las_de_actas_publicadas_llegan_al_sitio_con_su_huella_por_nombre(base: Nodo, tmp_path: Path) -> None:
    cortes = Cortes(base, tmp_path)
    for acta in ACTAS[:2]:
        cortes.verificada(acta)
    sin_publicar = cortes.imagen(ACTAS[3])
    cortes.cortar()
    with psycopg.connect(base.dsn("prep_centro")) as conexion:
        assert exportar_de(conexion, cortes.salida) == Exportadas(0)
        assert comprobar(cortes.salida).fallas == ()
        pedidas = conexion.execute("SELECT huella FROM prep.imagenes_publicadas(%s)", ([sin_publicar],)).fetchall()
        assert pedidas == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            conexion.execute("SELECT bytes FROM prep.imagen")
    entrega = entrega_a(cortes.salida, CarpetaPublica(tmp_path / "sitio"))
    corte = leer_corte(cortes.salida, 1)
    entrega.llevar(corte, hacer_puntero(corte, None, "Se revisa.", ZONA))
    assert entrega.llevar_imagenes(cortes.salida) and not entrega.llevar_imagenes(cortes.salida)
    raiz = tmp_path / "sitio" / "actual"
    for acta in ACTAS[:2]:
        huella = huella_de(acta)
        assert (raiz / "i" / huella[:2] / f"{huella}.jpg").read_bytes() == acta.encode()
    assert len(list((raiz / "i").glob("*/*"))) == 2
    estado = (raiz / "estado.html").read_text(encoding="utf-8")
    assert "SIMULACRO" in estado and "Sin cortes por ahora: Se revisa." in estado and "corte 1," in estado


def test_salen_y_llegan_por_tandas_y_se_dice_cuantas_faltan(
    base: Nodo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.difusion.imagenes.POR_VEZ", 1)
    monkeypatch.setattr("central.difusion.entrega.POR_VEZ", 1)
    cortes = Cortes(base, tmp_path)
    for acta in ACTAS[:3]:
        cortes.verificada(acta)
    cortes.cortar()
    with psycopg.connect(base.dsn("prep_centro")) as conexion:
        assert exportar_de(conexion, cortes.salida, 2) == Exportadas(1)
        assert exportar_de(conexion, cortes.salida, 2) == Exportadas(0)
    entrega = entrega_a(cortes.salida, CarpetaPublica(tmp_path / "sitio"))
    corte = leer_corte(cortes.salida, 1)
    entrega.llevar(corte, hacer_puntero(corte, None, "", ZONA))
    publicas = tmp_path / "sitio" / "actual" / "i"
    for hay in (2, 3):
        assert entrega.llevar_imagenes(cortes.salida, 2) and len(list(publicas.glob("*/*"))) == hay
    assert not entrega.llevar_imagenes(cortes.salida, 2)


def test_la_que_no_es_la_de_su_codigo_no_sale(base: Nodo, tmp_path: Path) -> None:
    cortes = Cortes(base, tmp_path)
    cortes.verificada(ACTAS[0])
    cortes.cortar()
    base.dueno("ALTER TABLE prep.imagen DISABLE TRIGGER no_cambiar")
    base.dueno("UPDATE prep.imagen SET bytes = 'otra'")
    with psycopg.connect(base.dsn("prep_centro")) as conexion:
        assert exportar_de(conexion, cortes.salida) == Exportadas(0, (huella_de(ACTAS[0]),))
    assert not list((cortes.salida / IMAGENES).glob("*/*"))
