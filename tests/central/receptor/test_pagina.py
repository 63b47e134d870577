"""The application's files over HTTP: what may be run of them, how long they are kept, and no other file."""

import asyncio
from pathlib import Path

import pytest
from starlette.requests import Request

from central.receptor.pagina import POLITICA, PaginaDelCae
from tests.receptor import ReceptorSolo


def pedir(raiz: Path, nombre: str, etag: str = "") -> tuple[int, dict[str, str], bytes]:
    encabezados = [(b"if-none-match", etag.encode())] if etag else []
    scope = {"type": "http", "method": "GET", "headers": encabezados, "path_params": {"nombre": nombre}}
    dado = asyncio.run(PaginaDelCae(raiz)(Request(scope)))
    return dado.status_code, dict(dado.headers), bytes(dado.body)


@pytest.fixture
def raiz(tmp_path: Path) -> Path:
    suya = tmp_path / "casilla"
    (suya / "modulos").mkdir(parents=True)
    for nombre in ("index.html", "sw.js", "modulos/camara.3f9a01bc.js", ".secreto.js", "notas.txt"):
        (suya / nombre).write_text(nombre)
    (tmp_path / "fuera.js").write_text("fuera")
    return suya


@pytest.mark.parametrize(
    ("nombre", "tipo", "guardar"),
    [
        ("", "text/html; charset=utf-8", "no-cache"),
        ("sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("modulos/camara.3f9a01bc.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    ],
)
def test_cada_archivo_con_su_politica_y_lo_que_se_guarda(raiz: Path, nombre: str, tipo: str, guardar: str) -> None:
    estado, encabezados, cuerpo = pedir(raiz, nombre)
    assert (estado, encabezados["content-type"], encabezados["cache-control"]) == (200, tipo, guardar)
    assert encabezados["content-security-policy"] == POLITICA and "unsafe" not in POLITICA
    assert cuerpo.decode() == (nombre or "index.html")
    assert pedir(raiz, nombre, encabezados["etag"])[0] == 304


@pytest.mark.parametrize(
    "nombre", ["../fuera.js", "modulos/../../fuera.js", ".secreto.js", "notas.txt", "no.js", "modulos"]
)
def test_nada_mas_se_da(raiz: Path, nombre: str) -> None:
    assert pedir(raiz, nombre)[0] == 404


def test_la_raiz_manda_a_la_aplicacion(receptor: ReceptorSolo) -> None:
    dado = receptor.telefono("cae-pagina").pedir("GET", "/")
    assert (dado.estado, dado.encabezados["location"]) == (308, "/casilla/")
