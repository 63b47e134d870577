"""What the verifier says of the files of a cut: that they agree, where they do not, or that it could not (R-26)."""

import os
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from central.corte import archivos, verificacion
from central.corte.leeme import leeme
from central.corte.paquete import zip_de_eleccion
from central.corte.verificacion import RAIZ, Verificaciones, entorno
from central.firmado.envolturas import FIRMA, envolver
from prep.domain.catalogo.catalogo import ClaseColumna, Columna
from prep.domain.publicacion.filas import Filas
from prep.net.identidad import nueva
from tests.central.verificar.sintetico import Acta, escribir
from tests.domain.muestra import resumen
from tests.store import ejemplos

MOMENTO = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)


def zip_en(carpeta: Path, esperadas_de_mas: int = 0) -> Path:
    """The zip of an election without facts, whose head may say more expected actas than it has rows."""
    catalogo = ejemplos.catalogo()
    fabrica = Filas(catalogo)
    filas = [fabrica.fila(acta, None) for acta in catalogo.actas.values()]
    cabeza = resumen(filas, len(filas) + esperadas_de_mas, catalogo.ajustes, False)
    ruta = carpeta / "corte.zip"
    ruta.write_bytes(zip_de_eleccion(catalogo, catalogo.elecciones[0], MOMENTO, False, cabeza, filas))
    return ruta


def razones_de(*rutas: Path) -> list[str]:
    with Verificaciones() as verificaciones:
        for ruta in rutas:
            verificaciones.empezar(ruta)
        return verificaciones.razones()


def test_de_los_que_concuerdan_no_hay_nada_que_decir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # wherever the cut is made from
    assert razones_de(zip_en(tmp_path)) == []


def test_de_cada_cifra_que_no_sale_se_dice_cual(tmp_path: Path) -> None:
    buena, mala = zip_en(tmp_path), tmp_path / "malo"
    mala.mkdir()
    razones = razones_de(buena, zip_en(mala, esperadas_de_mas=1))
    assert "corte.zip: ACTAS_ESPERADAS dice 22 y sus renglones dan 21." in razones


def test_una_celda_que_no_se_lee_no_se_da_por_buena_aunque_sumen(tmp_path: Path) -> None:
    raros = [Acta(1, votos=("diez", "20", "30", "40", "5", "1", "4"))]
    with zipfile.ZipFile(ruta := tmp_path / "corte.zip", "w") as zip_:
        zip_.writestr("X_GUB_2024.csv", escribir(raros))
    (razon,) = razones_de(ruta)
    assert razon.startswith("corte.zip: celda de votos que no es") and "«diez»" in razon


def test_lo_que_no_se_pudo_verificar_no_se_da_por_bueno(tmp_path: Path) -> None:
    (ruta := tmp_path / "corte.zip").write_bytes(b"no es un zip")
    (razon,) = razones_de(ruta)
    assert razon.startswith("corte.zip no se pudo verificar: ") and len(razon) > 40


def test_el_que_tarda_de_mas_se_dice_y_al_salir_no_queda_ninguno(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verificacion, "PLAZO_S", 0)
    os.mkfifo(ruta := tmp_path / "corte.zip")  # it never ends: nobody writes there
    antes = set(psutil.Process().children())
    with Verificaciones() as verificaciones:
        verificaciones.empezar(ruta)
        assert verificaciones.razones() == ["corte.zip no se terminó de verificar en 0 s."]
        (suyo,) = set(psutil.Process().children()) - antes
        assert suyo.is_running()
    assert not suyo.is_running()


def test_el_entorno_es_el_de_aqui_con_lo_nuestro(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREP_DATOS", "algo")
    dicho = entorno()
    assert (dicho["PYTHONPATH"], dicho["PYTHONIOENCODING"], dicho["PREP_DATOS"]) == (str(RAIZ), "utf-8", "algo")


def test_el_zip_de_todos_se_relee_y_tiene_los_mismos(tmp_path: Path) -> None:
    general = tmp_path / "todo.zip"
    with zipfile.ZipFile(general, "w") as archivo:
        archivo.writestr("uno.zip", b"uno")
    assert archivos._iguales(general, {"uno.zip": b"uno"}) == []
    for otros in ({"uno.zip": b"otro"}, {}, {"uno.zip": b"uno", "dos.zip": b"dos"}):
        assert archivos._iguales(general, otros) == ["todo.zip no contiene los archivos que se verificaron."]


def test_la_firma_se_mira_con_la_llave_que_la_base_tiene_del_centro() -> None:
    una, otra = nueva(), nueva()
    firma = envolver(una.publica, b"manifiesto", una.firmar)[FIRMA]
    assert archivos._firma(una.publica, b"manifiesto", firma) == []
    (razon,) = archivos._firma(otra.publica, b"manifiesto", firma)
    assert "no corresponde a la llave del centro dada de alta en la base" in razon


def test_el_diccionario_habla_de_una_candidatura_sin_partido() -> None:
    catalogo = ejemplos.catalogo()
    eleccion = replace(catalogo.elecciones[0], columnas=(Columna("CI_1", ClaseColumna.SIN_PARTIDO, ()),))
    assert "Votos de la candidatura sin partido." in leeme(catalogo, eleccion, False).decode()
