"""The services of the packages: each runs an order that there is, hardened, and what dpkg runs is shell."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from installer.paquetes.arbol import ARCHIVOS
from prep.__main__ import GRUPOS, verbos
from prep.orden.verbos import Indice

RAIZ = Path(__file__).resolve().parents[2]
NODO = RAIZ / ARCHIVOS / "nodo"
UNIDADES = sorted((NODO / "usr/lib/systemd/system").glob("*.service"))
(COMUN,) = (NODO / "usr/lib/systemd/system/prep-.service.d").iterdir()
EXPUESTO_MAX = 2.0
DE_TODOS = {"After", "Wants", "SystemCallFilter", "Environment"}  # lists, to which each service adds


def ajustes(ruta: Path) -> dict[str, str]:
    lineas = (linea for linea in ruta.read_text(encoding="utf-8").splitlines() if re.match(r"[A-Z]\w+=", linea))
    return {nombre: valor for nombre, _, valor in (linea.partition("=") for linea in lineas)}


def test_hay_un_servicio_por_cada_cosa_que_corre_sola() -> None:
    assert {u.stem.removeprefix("prep-") for u in UNIDADES} == {
        "centro", "nodo", "publicar", "casilla-recibir", "casilla-servir", "revisar", "tunel",
        "metricas", "respaldo",
    }  # fmt: skip


@pytest.mark.parametrize("unidad", UNIDADES, ids=lambda u: str(u.stem))
def test_ningun_servicio_queda_expuesto(unidad: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("falta systemd-analyze")
    orden = ["systemd-analyze", "security", "--offline=true", f"--root={NODO}", "--no-pager", unidad.name]
    dicho = subprocess.run(orden, capture_output=True, text=True, check=False)
    hallado = re.search(r"Overall exposure level for \S+: ([\d.]+)", dicho.stdout)
    if hallado is None:
        pytest.skip(f"este systemd-analyze no revisa archivos: {dicho.stderr[:200]}")
    assert float(hallado[1]) <= EXPUESTO_MAX


@pytest.mark.parametrize("unidad", UNIDADES, ids=lambda u: str(u.stem))
def test_cada_servicio_corre_una_orden_que_hay_sin_root_y_la_revisa_antes(unidad: Path) -> None:
    suyos, comunes = ajustes(unidad), ajustes(COMUN)
    programa, *palabras = shlex.split(suyos["ExecStart"])
    assert programa == "/usr/bin/prep" and palabras[-1].startswith("$PREP_")
    leidos = Indice(verbos(), GRUPOS, prog="prep").parse_args(palabras[:-1])  # an unknown word ends with 2
    assert leidos.verbo == palabras[0] and callable(leidos.ejecutar)
    assert suyos["User"] in ("prep", "prep-casilla", "prep-tunel") and suyos["UMask"] != "0022"
    assert comunes["ExecStartPre"] == "/usr/bin/prep comprobar"
    assert not suyos.keys() & comunes.keys() - DE_TODOS, "lo común vale sobre lo de cada uno, y lo callaría"
    assert "ProcSubset" not in suyos.keys() | comunes.keys(), "el nodo mira cuándo arrancó cada proceso"
    if suyos.get("Type") != "oneshot":
        assert suyos["WantedBy"] == "multi-user.target"


def test_lo_que_se_repite_tiene_su_reloj_y_no_insiste_mientras_falte_algo() -> None:
    """One that says «3» has done its work: tried again each ten seconds, it would say it six times a minute."""
    suyos = [u for u in UNIDADES if ajustes(u).get("Type") == "oneshot"]
    relojes = sorted((NODO / "usr/lib/systemd/system").glob("*.timer"))
    assert [u.stem for u in suyos] == [r.stem for r in relojes] == ["prep-respaldo", "prep-revisar"]
    assert [ajustes(u)["RestartPreventExitStatus"] for u in suyos] == ["2", "2 3"]
    assert {ajustes(r)["WantedBy"] for r in relojes} == {"timers.target"}
    prerm = (RAIZ / ARCHIVOS / "guiones/prep-comun+prep-nodo.prerm").read_text(encoding="utf-8")
    assert prerm.count("'prep-*.service' 'prep-*.timer'") == 2, "al quitar el paquete se detienen los dos"


def test_el_receptor_de_los_telefonos_no_llega_al_centro() -> None:
    suyos = ajustes(next(u for u in UNIDADES if "servir" in u.name))
    assert (suyos["User"], suyos["InaccessiblePaths"]) == ("prep-casilla", "-/var/lib/prep")
    assert (suyos["IPAddressDeny"], suyos["IPAddressAllow"]) == ("any", "localhost")


def test_lo_que_recibe_los_tuneles_no_llega_a_lo_del_centro() -> None:
    suyos = ajustes(next(u for u in UNIDADES if "tunel" in u.name))
    assert suyos["User"] == "prep-tunel" and "-/var/lib/prep" in suyos["InaccessiblePaths"].split()


@pytest.mark.parametrize("guion", sorted((RAIZ / ARCHIVOS / "guiones").iterdir()), ids=lambda g: str(g.name))
def test_lo_que_corre_dpkg_es_de_la_consola_y_se_detiene_con_lo_que_falle(guion: Path) -> None:
    assert guion.suffix in (".postinst", ".prerm", ".postrm")
    texto = guion.read_text(encoding="utf-8")
    assert texto.startswith("#!/bin/sh\n# ") and "\nset -e\n" in texto
    assert "rm -rf" not in texto and "deluser" not in texto, "lo guardado se queda"
    subprocess.run(["sh", "-n", guion], check=True)


@pytest.mark.parametrize("programa", ["catd", "ccv"])
def test_cada_estacion_se_abre_desde_el_escritorio(programa: str) -> None:
    leido = configparser.ConfigParser(interpolation=None)
    leido.optionxform = str  # type: ignore[assignment,method-assign]
    leido.read(RAIZ / ARCHIVOS / f"estacion/usr/share/applications/prep-{programa}.desktop", encoding="utf-8")
    entrada = leido["Desktop Entry"]
    assert (entrada["Exec"], entrada["Type"], entrada["Terminal"]) == (
        f"/usr/bin/prep {programa}",
        "Application",
        "false",
    )
    assert entrada["Icon"] == "prep"
