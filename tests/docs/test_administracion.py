"""The administrators' page is run as it is written, by real processes: join, watch, replace, reconcile."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from central.nodo.cluster import Cluster

RAIZ = Path(__file__).resolve().parents[2]
BLOQUE = re.compile(r"```\n(.*?)```", re.DOTALL)
LISTAS = {"operador,nombre,roles,sitio": "personas.csv", "acta,cuenta": "cae.csv"}
ORDEN = "python -m central "
TABLAS = ("estado",)  # told in columns, and shortened in the page
CIFRA = re.compile(r"\d+")


@dataclass
class Maquina:
    """One machine where the page is followed, in the folder `aqui`."""

    aqui: Path
    cierre: ExitStack
    nodos: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict)

    def correr(self, orden: list[str]) -> str:
        """What a command says; fails unless its exit code is 0."""
        argumentos = [sys.executable, "-m", "central", *orden]
        entorno = {**os.environ, "PYTHONPATH": str(RAIZ)}
        corrida = subprocess.run(argumentos, cwd=self.aqui, env=entorno, capture_output=True, encoding="utf-8")
        assert corrida.returncode == 0, f"{orden}: {corrida.stdout}{corrida.stderr}"
        return corrida.stdout

    def encender(self, orden: list[str]) -> str:
        """A node, until the end of the test; its first line."""
        corriendo = self.cierre.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "central", *orden],
                cwd=self.aqui, env={**os.environ, "PYTHONPATH": str(RAIZ)}, stdout=subprocess.PIPE, encoding="utf-8",
            )
        )  # fmt: skip
        self.cierre.callback(corriendo.terminate)
        self.nodos[orden[orden.index("--datos") + 1]] = corriendo
        assert corriendo.stdout
        return corriendo.stdout.readline()

    def matar(self, nodo: str) -> None:
        """Its program and its PostgreSQL, as a machine that burns."""
        self.nodos[nodo].kill()
        (pid,) = (self.aqui / nodo).rglob("postmaster.pid")
        os.kill(int(pid.read_text().split()[0]), signal.SIGKILL)


@pytest.fixture
def maquina(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maquina]:
    aqui = tmp_path_factory.mktemp("administracion")
    for carpeta in (aqui, *aqui.parents[:2]):
        carpeta.chmod(0o755)
    with ExitStack() as cierre:
        una = Maquina(aqui, cierre)
        yield una
    for datos in una.nodos:
        Cluster(aqui / datos).borrar()


def pasos(texto: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each command of the page with the lines that it is said to print."""
    orden: list[str] | None = None
    dichas: list[str] = []
    for linea in "\n".join(b for b in BLOQUE.findall(texto) if ORDEN in b).splitlines():
        if linea.startswith(ORDEN):
            if orden is not None:
                yield orden, dichas
            orden, dichas = shlex.split(linea.removeprefix(ORDEN), comments=True), []
        elif linea.strip():
            dichas.append(linea)
    if orden is not None:
        yield orden, dichas


def test_la_pagina_se_corre_tal_como_esta_escrita(maquina: Maquina) -> None:
    texto = (RAIZ / "docs" / "administracion.md").read_text(encoding="utf-8")
    for bloque in BLOQUE.findall(texto):
        if nombre := LISTAS.get(bloque.partition("\n")[0]):
            (maquina.aqui / nombre).write_text(bloque, encoding="utf-8")
    corridas = []
    for orden, dichas in pasos(texto):
        if "--reemplazar" in orden:
            maquina.matar("nodo01")
        dicho = maquina.encender(orden) if orden[0] == "nodo" else maquina.correr(orden)
        if orden[0] not in TABLAS:
            assert not {CIFRA.sub("#", d) for d in dichas} - {CIFRA.sub("#", d) for d in dicho.splitlines()}, orden
        corridas.append(orden[0])
    assert {"persona", "estacion", "cae", "sitio", "nodo", "estado", "conciliar"} <= set(corridas)
