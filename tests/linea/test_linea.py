"""The judge of the night that publishes: it sees a mixed view, a place that differs, a cable that is pulled."""

import hashlib
import json
import socket
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.linea.cable import Cable
from tests.linea.juicio import Juicio, cambiado, juzgar_iguales, juzgar_vistas
from tests.linea.visitante import Visitante, Vista


@dataclass
class Lugar:
    """A place as `Sitio` is read, from memory."""

    archivos: dict[str, bytes]
    nombre: str = "lugar"

    def leer(self, ruta: str) -> bytes:
        return self.archivos[ruta]

    def lista(self) -> set[str]:
        return set(self.archivos)

    def huellas(self, rutas: set[str]) -> dict[str, str]:
        return {r: hashlib.sha256(self.archivos.get(r, b"")).hexdigest() for r in rutas}


def de_un_corte() -> Lugar:
    pagina = b'<body data-corte="1">'
    paginas = json.dumps({"paginas": {"gub.html": hashlib.sha256(pagina).hexdigest()}}).encode()
    nombre = hashlib.sha256(paginas).hexdigest()[:24]
    indice = json.dumps({"paginas": nombre, "resumen": nombre, "territorios": {"1": nombre}, "tramos": {}}).encode()
    suyo = hashlib.sha256(indice).hexdigest()
    return Lugar(
        {
            "actual.json": json.dumps({"corte": 1, "indice": suyo[:24], "resumen": nombre}).encode(),
            "cortes/0001/manifiesto.json": json.dumps({"indice": suyo}).encode(),
            f"d/{suyo[:24]}.json": indice,
            f"d/{nombre}.json": paginas,
            "gub.html": pagina,
        }
    )


@pytest.mark.parametrize(("vista", "mal"), [("propia", 0), ("ajena", 1)])
def test_una_pagina_que_no_es_la_firmada_de_su_corte_es_una_vista_mezclada(vista: str, mal: int) -> None:
    lugar, j = de_un_corte(), Juicio(lambda _: None)
    sha256 = hashlib.sha256(lugar.archivos["gub.html"] if vista == "propia" else b"otra").hexdigest()
    uno = Visitante(lugar, 1)  # type: ignore[arg-type]
    uno.vistas.add(Vista("gub.html", 1, sha256))
    juzgar_vistas([uno], lugar, 1, j)  # type: ignore[arg-type]
    assert len(j.mal) == mal


def test_un_lugar_al_que_le_falta_o_que_tiene_otra_cosa_se_dice() -> None:
    bueno, corto, otro = de_un_corte(), de_un_corte(), de_un_corte()
    bueno.nombre = "bueno"
    del corto.archivos["gub.html"]
    otro.archivos["gub.html"] = b"otra"
    for lugares, mal in (((bueno, de_un_corte()), 0), ((bueno, corto), 2), ((bueno, otro), 1)):
        j = Juicio(lambda _: None)
        juzgar_iguales(lugares, 1, j)  # type: ignore[arg-type]
        assert len(j.mal) == mal, j.mal


def test_un_byte_se_cambia_y_se_devuelve(tmp_path: Path) -> None:
    ruta = tmp_path / "x"
    ruta.write_bytes(b"hola")
    with cambiado(ruta):
        assert sum(a != b for a, b in zip(ruta.read_bytes(), b"hola", strict=True)) == 1
    assert ruta.read_bytes() == b"hola"


def test_por_un_cable_cortado_no_pasa_nada_y_al_volver_pasa() -> None:
    with socket.create_server(("127.0.0.1", 0)) as puerta:
        cable = Cable(puerta.getsockname()[1])
        with socket.create_connection(("127.0.0.1", cable.puerto), 20) as cliente:
            alla, _ = puerta.accept()
            cliente.sendall(b"uno")
            assert alla.recv(10) == b"uno"
            cable.cortar()
            assert alla.recv(10) == cliente.recv(10) == b""
            alla.close()
        with socket.create_connection(("127.0.0.1", cable.puerto), 20) as cliente:
            assert cliente.recv(10) == b""
        cable.unir()
        puerta.settimeout(20)
        with socket.create_connection(("127.0.0.1", cable.puerto), 20) as cliente:
            alla = puerta.accept()[0]
            cliente.sendall(b"dos")
            assert alla.recv(10) == b"dos"
            alla.close()
        cable.cerrar()
