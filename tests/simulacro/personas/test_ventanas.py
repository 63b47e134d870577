"""People beside the robots: what is left for them, and windows only where somebody would see them."""

import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from prep.domain.catalogo.catalogo import CCV, TipoCasilla
from prep.domain.hechos.campos import Valor
from prep.domain.vida.captura import etapa_sin_acuerdo
from prep.domain.vida.estado import Etapa
from prep.services.estacion.ficha import ARCHIVO, Ficha, guardar
from prep.store.spool.spool import Spool
from simulacro.__main__ import principal
from simulacro.guion.curva import PUEBLA
from simulacro.guion.guion import Excepcion, escribir_guion
from simulacro.guion.material import SIN_PRISA_S, Material, reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.personas import ventanas
from simulacro.personas.ventanas import Ventanas, apartar, hay_pantalla
from simulacro.red.ordenes import NocheFallida
from tests.store.ejemplos import catalogo

CATALOGO = catalogo(200)
PAPEL: dict[str, tuple[Valor, ...]] = {
    clave: (3,) * len(CATALOGO.forma_de(a).campos) for clave, a in CATALOGO.actas.items() if a.centro != CCV
}


def test_a_las_personas_les_tocan_casillas_enteras_de_un_catd_y_sin_nada_raro() -> None:
    llegadas = escribir_guion(CATALOGO, PAPEL, PUEBLA, 0.5, random.Random(7))
    sitio, suyas = apartar(CATALOGO, llegadas)
    assert sitio == "01"
    assert 0 < len({CATALOGO.actas[x.clave].clave_casilla for x in suyas}) <= ventanas.CASILLAS
    for x in suyas:
        assert x.excepcion is Excepcion.NINGUNA and not x.telefono and x.sitio == "01"
        assert CATALOGO.actas[x.clave].tipo in (TipoCasilla.B, TipoCasilla.C)
    assert apartar(CATALOGO, llegadas) == (sitio, suyas), "las mismas cada vez"


def test_lo_de_las_personas_no_lo_traen_los_robots_y_si_se_compara() -> None:
    llegadas = escribir_guion(CATALOGO, PAPEL, PUEBLA, 0.0, random.Random(7))
    _, suyas = apartar(CATALOGO, llegadas)
    claves = {x.clave for x in suyas}
    material = Material(CATALOGO, dict.fromkeys(CATALOGO.actas), llegadas, "")  # type: ignore[arg-type]
    solos = material.sin(claves)
    assert not claves & {x.clave for x in solos.llegadas} and claves <= set(solos.origen)
    assert len(solos.llegadas) + len(claves) == len(llegadas)


@pytest.mark.parametrize(("variable", "hay"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("OTRA", False)])
def test_hay_pantalla_si_el_sistema_dice_donde(variable: str, hay: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for nombre in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(nombre, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ventanas, "rehusan", lambda: "")
    monkeypatch.setenv(variable, ":7")
    assert hay_pantalla() is hay


def test_no_hay_pantalla_si_la_que_se_dice_no_contesta(monkeypatch: pytest.MonkeyPatch) -> None:
    for nombre in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(nombre, raising=False)
    monkeypatch.setenv("DISPLAY", ":4091")
    assert not hay_pantalla()


@pytest.mark.parametrize("pantalla", ["", ":7"])
def test_sin_pantalla_la_noche_es_la_de_siempre(pantalla: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pedidas: list[OpcionesDeNoche] = []

    def reunir(opciones: OpcionesDeNoche) -> Material:
        pedidas.append(opciones)
        raise NocheFallida("hasta aquí")

    monkeypatch.setattr("simulacro.ordenes.noche.reunir", reunir)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", pantalla)
    monkeypatch.setattr(ventanas, "rehusan", lambda: "")
    for ventanas_ in ((), ("--ventanas",)):
        assert principal(["noche", "--salida", str(tmp_path / "noche"), *ventanas_]) == 1
    sin, con = pedidas
    assert con == replace(sin, ventanas=bool(pantalla))


@pytest.mark.parametrize("con_ventanas", [True, False])
def test_con_dos_capturistas_lo_que_difiere_va_a_la_mesa_sin_esperar_a_un_tercero(
    con_ventanas: bool, tmp_path: Path
) -> None:
    ajustes = reunir(OpcionesDeNoche(salida=tmp_path, escala="pueblo", nodos=2, ventanas=con_ventanas)).catalogo.ajustes
    assert etapa_sin_acuerdo(2, ajustes) is (Etapa.EN_MESA if con_ventanas else Etapa.EN_DISPUTA)
    assert (ajustes.espera_sin_personal_s == SIN_PRISA_S) is con_ventanas


def test_una_ventana_que_se_abrio_otra_vez_se_espera_y_se_dice(tmp_path: Path) -> None:
    una = Ventanas("01", tmp_path, ())
    carpeta = tmp_path / una.puesto("captura1")
    carpeta.mkdir()
    ficha = Ficha(
        proceso="SIM-1",
        estacion=una.puesto("captura1"),
        sitio="01",
        servidor="127.0.0.1",
        puerto=1,
        contrasena="x",
    )
    guardar(ficha, carpeta / ARCHIVO)
    una._carpetas.append(carpeta)
    dichas: list[str] = []
    abierta = Spool.abrir(carpeta / ventanas.SPOOL, "SIM-1", una.puesto("captura1"))

    def decir(linea: str) -> None:
        dichas.append(linea)
        abierta.cerrar()

    una.cerrar(decir)
    assert dichas == ["La ventana de p01-captura1 sigue abierta: ciérrela (Ctrl+Q) para terminar."]
    Spool.abrir(carpeta / ventanas.SPOOL, "SIM-1", una.puesto("captura1")).cerrar()


def test_se_dice_quien_entra_donde_y_que_hace_en_palabras() -> None:
    _, suyas = apartar(CATALOGO, escribir_guion(CATALOGO, PAPEL, PUEBLA, 0.0, random.Random(7)))
    dichas = Ventanas("01", Path("estaciones"), suyas)._bienvenida(CATALOGO)
    assert "  p01-acopio     clave «acopio»: acopio, y digitalización con F9" in dichas
    assert any("-m catd --datos estaciones/p01-" in linea for linea in dichas)


def test_ctrl_c_despide_a_las_personas_y_no_detiene_la_noche(monkeypatch: pytest.MonkeyPatch) -> None:
    antes = signal.getsignal(signal.SIGINT)
    una, miradas, cortes = Ventanas("01", Path("x"), ()), iter([5, 5, 6, 6]), []
    monkeypatch.setattr(Ventanas, "abiertas", True)
    monkeypatch.setattr(ventanas, "ESPERA_CORTE_S", 0.0)

    def registradas() -> int:
        hay = next(miradas, None)
        if hay is None:
            signal.raise_signal(signal.SIGINT)
        return hay or 6

    una.atender(registradas, lambda: cortes.append(1))
    assert cortes == [1], "uno por acta registrada"
    assert signal.getsignal(signal.SIGINT) is antes


def test_la_contrasena_de_las_personas_no_sale_en_un_registro() -> None:
    una = Ventanas("01", Path("x"), ())
    assert len(una.contrasena) == 6
    assert una.contrasena not in repr(una)


def test_de_una_ventana_que_cae_se_dice_cual_y_donde_leer_por_que(tmp_path: Path) -> None:
    una = Ventanas("01", tmp_path, ())
    for nombre, codigo in (("p01-acopio", 0), ("p01-mesa", 2)):
        una._carpetas.append(tmp_path / nombre)
        una._abiertas.append(subprocess.Popen([sys.executable, "-c", f"raise SystemExit({codigo})"]))
    for ventana in una._abiertas:
        ventana.wait(30)
    (linea,) = una.caidas()
    assert linea.startswith("La ventana de p01-mesa no abrió o cayó (código 2).")
    assert linea.endswith(str(tmp_path / "p01-mesa" / "ventana.log"))
