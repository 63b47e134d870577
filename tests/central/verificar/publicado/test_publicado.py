"""Each planted fault of a published site is caught and named, also those signed again by who has the centre's key."""

import functools
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from central.__main__ import principal
from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.guardado import leer_corte
from central.firmado.cabeza import CABEZA
from prep.net.identidad import Llave
from tests.central.corte.escena import Cortes
from tests.central.difusion.hijo_entrega import entrega_a
from tests.central.verificar.publicado import plantadas
from tests.central.verificar.publicado.conftest import otro_corte, verificar
from tests.central.verificar.publicado.falsario import Falsario


class Mudo(http.server.SimpleHTTPRequestHandler):
    """A plain web server."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_un_sitio_bueno_concuerda_y_sin_la_llave_del_papel_sale_con_4(
    falsario: Falsario, llave: Llave, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verificar(falsario.raiz, llave, capsys, "--todos") == (0, set())
    assert principal(["verificar", str(falsario.raiz)]) == 4
    dicho = capsys.readouterr()
    assert "3 imágenes de 3 actas con imagen; 0 todavía no están." in dicho.out
    assert re.search(r"^[1-9]\d* copias comprimidas: dicen lo mismo", dicho.out, re.MULTILINE)
    assert "no prueba quién firmó" in dicho.err


@pytest.mark.parametrize(
    ("plantar", "clase"),
    [
        (plantadas.pagina, "PÁGINA"), (plantadas.estado, "PÁGINA"), (plantadas.estado_que_lleva_a_otra_parte, "PÁGINA"),
        (plantadas.cifra_de_pagina, "PÁGINA"), (plantadas.fragmento, "FRAGMENTO"),
        (plantadas.cuenta_de_fragmento, "FRAGMENTO"), (plantadas.estadistica, "FRAGMENTO"),
        (plantadas.votos_mudados, "FRAGMENTO"),
        (plantadas.columna_de_dos, "FRAGMENTO"), (plantadas.partido_de_mas, "FRAGMENTO"),
        (plantadas.copia_gzip, "PÁGINA"), (plantadas.copia_brotli, "PÁGINA"),
        (plantadas.renglon, "RENGLÓN"), (plantadas.encabezado, "ENCABEZADO"), (plantadas.imagen, "IMAGEN"),
        (plantadas.firma, "FIRMA"), (plantadas.manifiesto_que_ya_no_se_lee, "FIRMA"), (plantadas.archivo, "ARCHIVO"),
    ],
    ids=lambda p: p.__name__ if callable(p) else "",
)  # fmt: skip
def test_cada_falla_plantada_se_halla_y_se_nombra(
    falsario: Falsario,
    llave: Llave,
    capsys: pytest.CaptureFixture[str],
    plantar: Callable[[Falsario], None],
    clase: str,
) -> None:
    plantar(falsario)
    codigo, clases = verificar(falsario.raiz, llave, capsys)
    assert (codigo, clase in clases) == (3, True), clases
    if plantar is not plantadas.manifiesto_que_ya_no_se_lee:  # from it hangs what the cut is made of
        assert clases <= {clase, "RENGLÓN"}  # a header of other figures is also another row


def test_un_corte_reescrito_con_su_cadena_lo_delata_una_cabeza_guardada(
    falsario: Falsario, llave: Llave, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Signed again by the centre's own key: nothing in the site disagrees with itself."""
    dos = shutil.copy(falsario.corte(2) / CABEZA, tmp_path / "dos")
    tres = shutil.copy(falsario.corte(3) / CABEZA, tmp_path / "tres")
    falsario.refirmar(2, otro_corte)
    assert verificar(falsario.raiz, llave, capsys) == (0, set())
    assert verificar(falsario.raiz, llave, capsys, "--visto", str(dos)) == (3, {"REESCRITO"})
    assert verificar(falsario.raiz, llave, capsys, "--visto", str(tres)) == (3, {"DOS CABEZAS"})


def test_dos_cabezas_de_un_mismo_tamano_en_el_sitio_se_nombran(
    falsario: Falsario, llave: Llave, capsys: pytest.CaptureFixture[str]
) -> None:
    antes = (falsario.vista / "bitacora" / CABEZA).read_bytes()
    falsario.refirmar(3, otro_corte)
    (falsario.vista / "bitacora" / CABEZA).write_bytes(antes)
    assert verificar(falsario.raiz, llave, capsys) == (3, {"DOS CABEZAS"})


@pytest.fixture
def servido(falsario: Falsario) -> Iterator[str]:
    manejador = functools.partial(Mudo, directory=str(falsario.raiz / "actual"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), manejador) as servidor:
        hilo = threading.Thread(target=servidor.serve_forever)
        hilo.start()
        yield f"http://127.0.0.1:{servidor.server_port}/"
        servidor.shutdown()
        hilo.join()


def test_por_la_red_en_un_zip_y_en_un_solo_archivo_se_dice_lo_mismo(
    falsario: Falsario, servido: str, llave: Llave, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The one file is that of the cut, run by the system's Python with nothing of ours."""
    comprimido = tmp_path / "sitio.zip"
    with zipfile.ZipFile(comprimido, "w") as archivo:
        for ruta in (r for c in ("actual", "d", "cortes", "i") for r in (falsario.raiz / c).rglob("*") if r.is_file()):
            archivo.write(ruta, f"copia/{ruta.relative_to(falsario.raiz).as_posix().removeprefix('actual/')}")
    suelto = falsario.corte(3) / "prep-verificar.py"
    assert verificar(comprimido, llave, capsys) == (0, set())
    assert verificar(servido, llave, capsys) == (0, set())
    assert _suelto(suelto, servido, llave) == (0, [])
    plantadas.renglon(falsario)
    assert verificar(servido, llave, capsys)[1] == {"RENGLÓN"}
    assert _suelto(suelto, servido, llave) == (3, ["RENGLÓN", "RENGLÓN"])
    plantadas.firma(falsario)
    assert "FIRMA" in _suelto(suelto, servido, llave)[1]


def _suelto(archivo: Path, donde: str, llave: Llave) -> tuple[int, list[str]]:
    orden = [sys.executable, "-I", str(archivo), donde, "--publica", llave.publica.hex(), "--json"]
    hecho = subprocess.run(orden, capture_output=True, text=True, timeout=120)
    return hecho.returncode, [f["clase"] for f in json.loads(hecho.stdout)["fallas"]]


def test_lo_de_un_difusor_se_revisa_sin_sitio(
    cortes: Cortes, llave: Llave, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raiz = tmp_path / "difusor"
    entrega = entrega_a(cortes.salida, CarpetaPublica(raiz), solo_paquetes=True)
    entrega.llevar(leer_corte(cortes.salida, 3), b"{}")
    while entrega.ponerse_al_dia(3):
        pass
    assert verificar(raiz, llave, capsys) == (0, set())
    Falsario(raiz, llave).corte(1).joinpath("manifiesto.ed25519").write_bytes(bytes(64))
    assert verificar(raiz, llave, capsys) == (3, {"FIRMA"})


def test_una_carpeta_sin_cortes_y_una_direccion_que_no_contesta_se_dicen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert principal(["verificar", str(tmp_path)]) == 2
    assert "no hay ningún corte" in capsys.readouterr().err
    assert principal(["verificar", "http://127.0.0.1:9/"]) == 2
    assert "no se puede leer" in capsys.readouterr().err
