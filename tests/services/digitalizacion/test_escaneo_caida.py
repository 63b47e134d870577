"""Killed with kill -9 wherever it writes, and opened again: every page is accounted for once, none is lost."""

import pickle
import shutil
import signal
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.hojas import EstadoHoja
from tests import hijos
from tests.devices.actas import actas_de_pueblo, archivo, en_blanco, varias
from tests.services.conftest import sesion
from tests.services.digitalizacion.escaneo import estacion_en, mesa_en, propias
from tests.services.digitalizacion.hijo_escaneo import decir_de_cual, trabajar

CAIDAS = (
    "bandeja.entrar.antes:2",
    "bandeja.entrar.despues:3",
    "carpeta.mover.antes:1",
    "carpeta.mover.despues:2",
    "spool.guardar.antes:2",
    "spool.guardar.despues:1",
    "bandeja.originales.antes:2",
    "bandeja.originales.despues:1",
    "bandeja.descartadas.antes:1",
    "bandeja.descartadas.despues:1",
    "spool.anotar_pagina.antes:1",
    "spool.anotar_pagina.despues:4",
)


@dataclass(frozen=True, slots=True)
class Escena:
    """A station's folder before it scans, to be copied; the keys of the actas in it."""

    raiz: Path
    catalogo: Catalogo
    claves: list[str]
    sin_sobre: str


@pytest.fixture(scope="module")
def escena(tmp_path_factory: pytest.TempPathFactory) -> Escena:
    """A file with an acta, one with two and one with a blank page; their sobres were received."""
    actas, raiz = actas_de_pueblo(tmp_path_factory.mktemp("pueblo-caida")), tmp_path_factory.mktemp("escaneo")
    cuales = propias(actas)[:3]
    claves = [actas.claves[n] for n in cuales]
    (raiz / "catalogo").write_bytes(pickle.dumps(actas.catalogo))
    entrada = raiz / "entrada"
    entrada.mkdir()
    (entrada / "a.jpg").write_bytes(actas.jpeg(cuales[0]))
    (entrada / "b.tif").write_bytes(varias([actas.gris(n) for n in cuales[1:]], "TIFF"))
    (entrada / "c.png").write_bytes(archivo(en_blanco(actas.gris(cuales[0])), "PNG"))
    with estacion_en(raiz, actas.catalogo) as estacion:
        acopio = Acopiar(estacion, sesion("ana", estacion))
        for clave in claves:
            acopio.registrar(clave, "D")
    sin_sobre = propias(actas)[3]
    (raiz / "z.jpg").write_bytes(actas.jpeg(sin_sobre, etiqueta=False))
    (raiz / "sin-sobre").write_text(actas.claves[sin_sobre], encoding="utf-8")
    return Escena(raiz, actas.catalogo, claves, actas.claves[sin_sobre])


@pytest.mark.parametrize("caida", CAIDAS)
def test_muerta_ahi_y_abierta_otra_vez_cada_pagina_esta_una_vez(escena: Escena, tmp_path: Path, caida: str) -> None:
    shutil.copytree(escena.raiz, tmp_path, dirs_exist_ok=True)
    hijo = hijos.correr(trabajar, tmp_path, caida=caida)
    assert hijo.codigo == -signal.SIGKILL, f"no llegó a {caida}: {hijo.errores[-500:]}"
    trabajar(tmp_path)
    with estacion_en(tmp_path, escena.catalogo) as estacion:
        guardadas = [h.acta for h in estacion.spool.de_tipos(Tipo.IMAGEN)]
        noche = Counter(h.estado for h in mesa_en(estacion, tmp_path)[0].noche())
    assert noche == {EstadoHoja.ACEPTADA: 3, EstadoHoja.DESCARTADA: 1}, "y la noche entera se ve"
    assert sorted(guardadas) == sorted(escena.claves)
    bandeja = tmp_path / "digitalizacion"
    assert len(list((bandeja / "originales").iterdir())) == 3
    assert len(list((bandeja / "descartadas").iterdir())) == 1
    assert list((bandeja / "espera").iterdir()) == []
    assert {r.name for r in (tmp_path / "entrada" / "procesadas").iterdir()} == {"a.jpg", "b.tif", "c.png"}


def test_lo_que_se_dijo_de_una_pagina_sin_decidir_sobrevive_a_kill_9(escena: Escena, tmp_path: Path) -> None:
    """Its acta, said by hand while there is no node to tell of its sobre; and why another one asks."""
    shutil.copytree(escena.raiz, tmp_path, dirs_exist_ok=True)
    hijo = hijos.correr(decir_de_cual, tmp_path, caida="spool.copiar.antes:1")
    assert hijo.codigo == -signal.SIGKILL, f"no llegó: {hijo.errores[-500:]}"
    with estacion_en(tmp_path, escena.catalogo) as estacion:
        mesa, _ = mesa_en(estacion, tmp_path)
        esperan = {h.origen: h for h in mesa.hojas()}
        assert esperan["z.jpg"].estado is EstadoHoja.EN_ESPERA and esperan["z.jpg"].clave == escena.sin_sobre
        assert esperan["c.png"].estado is EstadoHoja.REPETIR and esperan["c.png"].motivo
        Acopiar(estacion, sesion("ana", estacion)).registrar(escena.sin_sobre, "D")
        while mesa.leer_siguiente() is not None:
            pass
        assert {h.acta for h in estacion.spool.de_tipos(Tipo.IMAGEN)} == {*escena.claves, escena.sin_sobre}
        assert [h.origen for h in mesa.hojas()] == ["c.png"]
