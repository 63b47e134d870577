"""What the phones of a drill send: all by the folder of the intake, and in the ledger what nobody else would write."""

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.campos import Valor
from simulacro.guion.curva import PUEBLA
from simulacro.guion.guion import Excepcion, Llegada, escribir_guion
from simulacro.guion.libro import Libro, leer
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel import foto
from simulacro.personas.planes import leer_plan, plan_de_telefonos, repartir_planes
from simulacro.personas.telefonos import Telefonos
from tests.store.ejemplos import catalogo

CATALOGO = catalogo(200)
PAPEL: dict[str, tuple[Valor, ...]] = {
    clave: (3,) * len(CATALOGO.forma_de(a).campos) for clave, a in CATALOGO.actas.items() if a.centro != CCV
}
UNA = next(x for x in escribir_guion(CATALOGO, PAPEL, PUEBLA, 0.0, random.Random(7)) if x.telefono)


def material(casilla: float) -> Material:
    return Material(CATALOGO, {}, escribir_guion(CATALOGO, PAPEL, PUEBLA, 0.3, random.Random(7), casilla), "")


@pytest.mark.parametrize("casilla", [0.0, 0.29])
def test_cada_acta_la_trae_quien_le_toca(casilla: float, tmp_path: Path) -> None:
    """The robots bring every paper and no phone's image; the phones send what is theirs, at the CCV."""
    de_noche = material(casilla)
    opciones = OpcionesDeNoche(salida=tmp_path)
    nodos = {c.id: tmp_path / "nodo" for c in CATALOGO.centros}
    robots = [leer_plan(ruta) for ruta in repartir_planes(opciones, de_noche, nodos, 8.0)]
    papeles = [x for plan in robots for suyas in plan.llegadas.values() for x in suyas]
    telefonos = plan_de_telefonos(opciones, de_noche, nodos, 8.0)
    assert telefonos is not None
    fotos = leer_plan(telefonos).llegadas[CCV]
    assert not any(x.telefono for x in papeles) and all(x.foto is not None for x in fotos)
    solas = [x for x in fotos if x.telefono]
    assert bool(solas) is not bool(casilla)
    assert Counter(x.clave for x in (*papeles, *solas)) == Counter(x.clave for x in de_noche.llegadas)


@pytest.mark.parametrize(
    ("llegada", "imagenes", "en_el_libro"),
    [
        (UNA, 1, 0),
        (replace(UNA, excepcion=Excepcion.REPETIDA), 2, 1),
        (replace(UNA, excepcion=Excepcion.SIN_ACTA), 0, 1),
        (replace(UNA, excepcion=Excepcion.ILEGIBLE), 1, 1),
        (replace(UNA, excepcion=Excepcion.ILEGIBLE, telefono=False), 1, 0),  # the person who scans its paper writes it
    ],
)
def test_se_envia_lo_que_llega_y_se_anota_lo_que_nadie_mas_anotaria(
    llegada: Llegada, imagenes: int, en_el_libro: int, tmp_path: Path
) -> None:
    opciones = OpcionesDeNoche(salida=tmp_path)
    solo = Material(CATALOGO, {}, [llegada], "")
    ruta = plan_de_telefonos(opciones, solo, {c.id: tmp_path for c in CATALOGO.centros}, 8.0)
    assert ruta is not None
    envios, libro = tmp_path / "envios", Libro(tmp_path / "libro-telefonos.jsonl")
    envios.mkdir()
    telefonos = Telefonos(leer_plan(ruta), envios, random.Random(1), libro, [llegada])
    telefonos.enviar(llegada.t - 1e-6)
    assert not list(envios.iterdir())
    telefonos.enviar(llegada.t)
    libro.cerrar()
    assert [foto.leer(r.read_bytes()).clave for r in envios.glob("*.jpg")] == [llegada.clave] * imagenes
    cuentas = {json.loads(r.read_text("utf-8"))["acta"]["clave"] for r in envios.glob("*.json")}
    assert cuentas == ({llegada.clave} if imagenes else set()) and telefonos.pendientes is bool(imagenes)
    assert len(leer([tmp_path / "libro-telefonos.jsonl"])) == en_el_libro
