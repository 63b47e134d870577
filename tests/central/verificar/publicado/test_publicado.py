"""Each planted fault of a published site is caught and named, also those signed again by who has the centre's key."""

import functools
import gzip
import hashlib
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

import brotli
import pytest

from central.__main__ import principal
from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.guardado import leer_corte
from central.firmado.cabeza import CABEZA
from prep.net.identidad import Llave
from tests.central.corte.escena import Cortes
from tests.central.difusion.hijo_entrega import entrega_a
from tests.central.verificar.publicado.conftest import otro_corte, verificar
from tests.central.verificar.publicado.falsario import Falsario, Json


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


def _pagina(f: Falsario) -> None:
    ruta = f.vista / "gub.html"
    ruta.write_bytes(ruta.read_bytes() + b" ")


def _estado(f: Falsario) -> None:
    """Who reads without JavaScript is told of another cut."""
    ruta = f.vista / "estado.html"
    texto = ruta.read_text(encoding="utf-8").replace("el corte 3,", "el corte 2,")
    assert texto != ruta.read_text(encoding="utf-8")
    ruta.write_text(texto, encoding="utf-8")


def _estado_que_lleva_a_otra_parte(f: Falsario) -> None:
    ruta = f.vista / "estado.html"
    ruta.write_text(ruta.read_text(encoding="utf-8").replace("</main>", '<a href="//otro"></a></main>'), "utf-8")


def _cifra_de_pagina(f: Falsario) -> None:
    """A page that says another figure, with the index signed again."""
    ruta = f.vista / "gub.html"
    texto = ruta.read_text().replace('Actas esperadas</th><td class="n">21', 'Actas esperadas</th><td class="n">20')
    assert texto != ruta.read_text()
    ruta.write_text(texto)
    huella = hashlib.sha256(ruta.read_bytes()).hexdigest()

    def cambiar(indice: Json) -> None:
        paginas = f.fragmento(indice["paginas"])
        paginas["paginas"]["gub.html"] = huella
        indice["paginas"] = f.con_fragmento(paginas)[:24]

    f.con_indice(cambiar)


def _fragmento(f: Falsario) -> None:
    resumen = json.loads((f.vista / "actual.json").read_bytes())["resumen"]
    ruta = f.raiz / "d" / f"{resumen}.json"
    ruta.write_bytes(ruta.read_bytes() + b" ")


def _cuenta_de_fragmento(f: Falsario) -> None:
    """A territory with other counts than its rows, signed again."""

    def cambiar(indice: Json) -> None:
        clave = sorted(indice["territorios"])[0]
        territorio = f.fragmento(indice["territorios"][clave])
        territorio["cifras"]["capturadas"] += 1
        indice["territorios"][clave] = f.con_fragmento(territorio)[:24]
        resumen = f.fragmento(indice["resumen"])
        resumen["elecciones"][0]["territorios"][0]["capturadas"] += 1
        indice["resumen"] = f.con_fragmento(resumen)[:24]

    f.con_indice(cambiar)


def _votos_mudados(f: Falsario) -> None:
    """A vote of one candidacy told of another, and back in another section: all levels still add up."""

    def mudar(territorio: Json) -> None:
        tabla = dict(zip(territorio["secciones"]["columnas"], territorio["secciones"]["datos"], strict=True))
        una, otra = [n for n, hay in enumerate(tabla["CONTABILIZADAS"]) if hay][:2]
        for columna, cuanto in zip(sorted(territorio["suman"])[:2], (-1, 1), strict=True):
            tabla[columna][una] += cuanto
            tabla[columna][otra] -= cuanto

    _en_un_territorio(f, mudar)


def _columna_de_dos(f: Falsario) -> None:
    _en_un_territorio(f, lambda t: t["suman"][min(t["suman"])].append(t["suman"][max(t["suman"])][0]))


def _partido_de_mas(f: Falsario) -> None:
    def uno_mas(territorio: Json) -> None:
        territorio["partidos"][0]["votos"] += 1

    _en_un_territorio(f, uno_mas)


def _en_un_territorio(f: Falsario, mentir: Callable[[Json], object]) -> None:
    """The shard of one with votes says something else, signed again."""

    def cambiar(indice: Json) -> None:
        for clave, nombre in indice["territorios"].items():
            territorio = f.fragmento(nombre)
            if territorio["cifras"]["contabilizadas"]:
                mentir(territorio)
                indice["territorios"][clave] = f.con_fragmento(territorio)[:24]
                return

    f.con_indice(cambiar)


def _estadistica(f: Falsario) -> None:
    """Actas of one hour told of another, signed again."""

    def cambiar(indice: Json) -> None:
        numeros = f.fragmento(indice["estadistica"])
        numeros["elecciones"][0]["por_hora"][0]["verificadas"] += 1
        indice["estadistica"] = f.con_fragmento(numeros)[:24]

    f.con_indice(cambiar)


def _copia_gzip(f: Falsario) -> None:
    """What a browser is given is another cut's pointer; the file beside it is good."""
    ruta = f.vista / "actual.json"
    ruta.with_name("actual.json.gz").write_bytes(gzip.compress(ruta.read_bytes().replace(b'"corte":3', b'"corte":2')))


def _copia_brotli(f: Falsario) -> None:
    """A page's copy that opens to far more than it should."""
    (f.vista / "gub.html.br").write_bytes(brotli.compress(b"0" * 50_000_000))


def _renglon(f: Falsario) -> None:
    """An acta that the site says otherwise than the results file, signed again."""

    def cambiar(indice: Json) -> None:
        clave = sorted(indice["tramos"])[0]
        actas = f.fragmento(indice["tramos"][clave])
        tabla = next(iter(actas["elecciones"].values()))
        tabla["datos"][tabla["columnas"].index("LISTA_NOMINAL")][0] += 1
        indice["tramos"][clave] = f.con_fragmento(actas)[:24]

    f.con_indice(cambiar)


def _encabezado(f: Falsario) -> None:
    f.con_resultados(lambda texto: texto.replace("\n21,", "\n22,", 1))


def _imagen(f: Falsario) -> None:
    next((f.raiz / "i").rglob("*.jpg")).write_bytes(b"otra")


def _firma(f: Falsario) -> None:
    (f.corte(2) / "manifiesto.firma").write_text("ab" * 64 + "\n")


def _archivo(f: Falsario) -> None:
    ruta = next(f.corte(3).glob("*_PREP_CDMX.zip"))
    ruta.write_bytes(ruta.read_bytes() + b" ")


@pytest.mark.parametrize(
    ("plantar", "clase"),
    [
        (_pagina, "PÁGINA"), (_estado, "PÁGINA"), (_estado_que_lleva_a_otra_parte, "PÁGINA"),
        (_cifra_de_pagina, "PÁGINA"), (_fragmento, "FRAGMENTO"),
        (_cuenta_de_fragmento, "FRAGMENTO"), (_estadistica, "FRAGMENTO"), (_votos_mudados, "FRAGMENTO"),
        (_columna_de_dos, "FRAGMENTO"), (_partido_de_mas, "FRAGMENTO"),
        (_copia_gzip, "PÁGINA"), (_copia_brotli, "PÁGINA"),
        (_renglon, "RENGLÓN"), (_encabezado, "ENCABEZADO"), (_imagen, "IMAGEN"),
        (_firma, "FIRMA"), (_archivo, "ARCHIVO"),
    ],
    ids=lambda p: p.__name__[1:] if callable(p) else "",
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
    _renglon(falsario)
    assert verificar(servido, llave, capsys)[1] == {"RENGLÓN"}
    assert _suelto(suelto, servido, llave) == (3, ["RENGLÓN", "RENGLÓN"])
    _firma(falsario)
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
