"""A cut at its targets, a folder and a real S3 server: whole, in order, after a kill -9 at each step, by one alone."""

import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.destino import Destino, DestinoFalla, TurnoPerdido
from central.difusion.guardado import CorteAlterado, leer_corte
from central.difusion.puntero import hacer_puntero
from central.publico.formatos import ACTUAL_MAX, ActualPublico, IndicePublico
from prep.ajeno.lectura import de_json
from prep.store.punto import VARIABLE
from tests.architecture.arbol import RAIZ
from tests.central.difusion.almacen import bajar, puerto_libre, vaciar
from tests.central.difusion.azure import ServidorAzure, con_azurite
from tests.central.difusion.hijo_entrega import ZONA, abrir, entrega_a, llevar


@dataclass
class Publico:
    """One target as its readers have it: `leer` a path from the root of the site."""

    donde: str
    destino: Destino
    leer: Callable[[str], bytes]

    def mostrado(self) -> ActualPublico:
        return de_json(self.leer("actual.json"), ActualPublico)

    def entero(self, salida: Path) -> int:
        """The cut that is shown, once every file that it leads to was read and is the signed one."""
        actual = self.mostrado()
        carpeta = f"cortes/{actual.corte:04d}"
        manifiesto = self.leer(f"{carpeta}/manifiesto.json")
        assert hashlib.sha256(manifiesto).hexdigest() == actual.manifiesto
        crudo = self.leer(f"d/{actual.indice}.json")
        assert hashlib.sha256(crudo).hexdigest() == json.loads(manifiesto)["indice"]
        indice = de_json(crudo, IndicePublico)
        assert indice.resumen == actual.resumen
        for nombre in (
            indice.resumen,
            indice.sin_seccion,
            indice.paginas,
            *indice.territorios.values(),
            *indice.tramos.values(),
        ):
            assert hashlib.sha256(self.leer(f"d/{nombre}.json")).hexdigest().startswith(nombre)
        for archivo in json.loads(manifiesto)["archivos"]:
            if archivo["nombre"] != "sitio.zip":
                assert hashlib.sha256(self.leer(f"{carpeta}/{archivo['nombre']}")).hexdigest() == archivo["sha256"]
        return actual.corte


@pytest.fixture(params=["carpeta", "s3", pytest.param("azure", marks=con_azurite)])
def publico(request: pytest.FixtureRequest, salida: Path, tmp_path: Path) -> Publico:
    if request.param == "carpeta":
        raiz = tmp_path / "sitio"
        return Publico(str(raiz), CarpetaPublica(raiz), lambda ruta: (raiz / "actual" / ruta).read_bytes())
    if request.param == "azure":
        servicio: ServidorAzure = request.getfixturevalue("azure")
        servicio.vaciar()
        servicio.guardar_credencial(tmp_path)
        return Publico(servicio.direccion, abrir(salida, servicio.direccion), lambda ruta: servicio.bajar(ruta)[0])
    direccion = request.getfixturevalue("s3")
    vaciar(direccion)
    return Publico(direccion, abrir(salida, direccion), lambda ruta: bajar(direccion, ruta)[0])


def test_cada_corte_llega_entero_y_nada_se_borra(publico: Publico, salida: Path) -> None:
    llevar(salida, publico.destino, 1)
    assert publico.entero(salida) == 1
    primero = publico.leer("actual.json")
    antes = publico.destino.hay("")
    llevar(salida, publico.destino, 3)
    assert publico.entero(salida) == 3
    ahora = publico.destino.hay("")
    assert antes <= ahora
    assert {f"cortes/{n:04d}/manifiesto.json" for n in (1, 2, 3)} <= ahora  # what it missed came after
    viejo = de_json(primero, ActualPublico)  # a page opened at the first cut still finds its files
    assert hashlib.sha256(publico.leer(f"d/{viejo.indice}.json")).hexdigest().startswith(viejo.indice)
    assert len(primero) <= ACTUAL_MAX


# How many passes of each point there are depends on the files; the numbered ones die in the middle.
PUNTOS = {
    "carpeta": [
        "difusion.poner.antes", "difusion.pieza.antes:3", "difusion.pieza.despues:7", "difusion.poner.despues",
        "difusion.mostrar.antes", "difusion.enlace.antes", "difusion.enlace.despues", "difusion.mostrar.despues",
    ],
    "s3": [
        "difusion.poner.antes", "difusion.poner.despues", "difusion.mostrar.antes", "difusion.puntero.antes",
        "difusion.puntero.despues", "difusion.mostrar.despues",
    ],
}  # fmt: skip


def test_kill_9_en_cada_paso_deja_puesto_un_corte_entero_y_el_siguiente_intento_termina(
    publico: Publico, salida: Path
) -> None:
    puntos = PUNTOS["s3" if publico.donde.startswith("http") else "carpeta"]
    llevar(salida, publico.destino, 1)
    despues = False
    for punto in puntos:
        orden = [sys.executable, "-m", "tests.central.difusion.hijo_entrega", str(salida), publico.donde, "3"]
        muerto = subprocess.run(
            orden,
            cwd=RAIZ,
            env={**os.environ, VARIABLE: punto, "PYTHONPATH": str(RAIZ)},
            capture_output=True,
            text=True,
        )
        if not despues:  # once it shows the third one there is nothing left to do, nor where to die
            assert muerto.returncode == -signal.SIGKILL, f"{punto}: {muerto.stderr}"
        mostrado = publico.entero(salida)
        assert mostrado == (3 if despues or punto.endswith(("enlace.despues", "puntero.despues")) else 1), punto
        despues = mostrado == 3
    llevar(salida, publico.destino, 3)
    assert publico.entero(salida) == 3
    assert "cortes/0002/manifiesto.json" in publico.destino.hay("cortes/")


def test_el_publicador_que_perdio_su_turno_se_rechaza(publico: Publico, salida: Path) -> None:
    llevar(salida, publico.destino, 1)
    antes = publico.destino.puntero()
    llevar(salida, publico.destino, 3)
    dos = leer_corte(salida, 2)
    with pytest.raises(TurnoPerdido):
        publico.destino.mostrar(dos.paginas, hacer_puntero(dos, None, None, ZONA), antes)
    with pytest.raises(TurnoPerdido, match="corte 3, posterior al 2"):
        entrega_a(salida, publico.destino).llevar(dos, hacer_puntero(dos, None, None, ZONA))
    assert publico.entero(salida) == 3


def test_una_pausa_se_muestra_con_el_mismo_corte(publico: Publico, salida: Path) -> None:
    entrega, corte = entrega_a(salida, publico.destino), leer_corte(salida, 2)
    entrega.llevar(corte, hacer_puntero(corte, None, None, ZONA))
    entrega.llevar(corte, hacer_puntero(corte, None, "Se revisa una diferencia. Ñandú: ñ" + "ñ" * 20, ZONA))
    assert publico.mostrado().pausa is not None
    assert publico.entero(salida) == 2


def test_un_corte_alterado_no_se_lleva(salida: Path) -> None:
    ruta = next((salida / "cortes" / "0002").glob("*_PREP_GUB_*.zip"))
    ruta.write_bytes(ruta.read_bytes()[:-1] + b"x")
    with pytest.raises(CorteAlterado, match="su SHA-256 es otro"):
        leer_corte(salida, 2)


def test_un_difusor_recibe_los_paquetes_y_queda_dicho_que_y_cuando(salida: Path, tmp_path: Path) -> None:
    raiz = tmp_path / "difusor"
    entrega, corte = entrega_a(salida, CarpetaPublica(raiz), solo_paquetes=True), leer_corte(salida, 3)
    entrega.llevar(corte, b"{}")
    while entrega.ponerse_al_dia(3):
        pass
    nombres = {r.relative_to(raiz).as_posix() for r in raiz.rglob("*.zip")}
    assert len(nombres) == 6 and not any("sitio" in n for n in nombres)  # two zips a cut, none of one name
    assert len({Path(n).name for n in nombres}) == 6
    assert not (raiz / "actual").exists() and not (raiz / "d").exists()
    dichos = [json.loads(linea) for linea in (salida / "entregas.jsonl").read_text().splitlines()]
    for dicho in dichos:
        assert hashlib.sha256((raiz / dicho["archivo"]).read_bytes()).hexdigest() == dicho["sha256"]
    assert {d["corte"] for d in dichos} == {1, 2, 3} and len(dichos) == 30


def test_en_una_carpeta_cada_texto_va_tambien_comprimido(salida: Path, tmp_path: Path) -> None:
    raiz = tmp_path / "sitio"
    llevar(salida, CarpetaPublica(raiz), 2)
    textos = [r for r in (raiz / "actual").resolve().rglob("*") if r.suffix in (".json", ".html")]
    textos += list((raiz / "d").glob("*.json"))
    assert len(textos) > 5
    for ruta in textos:
        assert gzip.decompress(ruta.with_name(f"{ruta.name}.gz").read_bytes()) == ruta.read_bytes()
        assert brotli.decompress(ruta.with_name(f"{ruta.name}.br").read_bytes()) == ruta.read_bytes()
    assert not list(raiz.rglob("*.zip.gz")) and not list(raiz.rglob("*.parcial"))


def test_en_el_almacen_cada_objeto_lleva_sus_cabezas(s3: str, salida: Path) -> None:
    llevar(salida, abrir(salida, s3), 3)
    _, del_puntero = bajar(s3, "actual.json")
    assert del_puntero["cache-control"] == "public, max-age=5"
    actual = de_json(bajar(s3, "actual.json")[0], ActualPublico)
    _, del_indice = bajar(s3, f"d/{actual.indice}.json")
    assert "immutable" in del_indice["cache-control"]
    assert (del_indice["content-encoding"], del_indice["content-type"]) == ("gzip", "application/json")
    assert bajar(s3, "index.html")[1]["content-type"].startswith("text/html")


def test_dos_vistas_iguales_son_una_y_la_raiz_sirve_con_enlaces_relativos(salida: Path, tmp_path: Path) -> None:
    raiz = tmp_path / "sitio"
    llevar(salida, CarpetaPublica(raiz), 2)
    llevar(salida, CarpetaPublica(raiz), 2)
    assert len(list((raiz / "vistas").iterdir())) == 1
    mudada = raiz.rename(tmp_path / "otra")
    assert json.loads((mudada / "actual" / "actual.json").read_text())["corte"] == 2
    assert (mudada / "actual" / "cortes" / "0002" / "index.html").is_file()


def test_un_almacen_que_no_contesta_se_dice_con_palabras(salida: Path) -> None:
    with pytest.raises(DestinoFalla, match="El almacén no lo tomó"):
        llevar(salida, abrir(salida, f"http://127.0.0.1:{puerto_libre()}"), 1)
