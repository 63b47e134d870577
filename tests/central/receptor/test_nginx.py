"""The nginx that is shipped, with TLS, before a real receiver: what is sent passes, who holds a line does not."""

import json
import socket
import ssl
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from tests.central.casilla.envios import jpeg
from tests.nginx import con_nginx, de_telefonos
from tests.receptor import ReceptorSolo

pytestmark = con_nginx
ACTA = "GUB-001-0001-B01-00-A02-1"
FOTO = jpeg(92)


class Frente:
    """Where the phones call: its port, and the certificate that they trust."""

    def __init__(self, puerto: int, certificado: Path) -> None:
        self.puerto, self.contexto = puerto, ssl.create_default_context(cafile=str(certificado))

    def pedir(
        self, metodo: str, ruta: str, cuerpo: bytes | None, encabezados: dict[str, str]
    ) -> tuple[int, str, bytes]:
        """The answer's code, its HSTS and its body."""
        conexion = HTTPSConnection("localhost", self.puerto, timeout=20, context=self.contexto)
        try:
            conexion.request(metodo, ruta, cuerpo, encabezados)
            dada = conexion.getresponse()
            return dada.status, dada.headers.get("Strict-Transport-Security", ""), dada.read()
        finally:
            conexion.close()

    def abrir(self, dicho: bytes) -> ssl.SSLSocket:
        """A connection that says that, and no more."""
        suya = self.contexto.wrap_socket(
            socket.create_connection(("127.0.0.1", self.puerto), timeout=20), server_hostname="localhost"
        )
        suya.sendall(dicho)
        return suya


@pytest.fixture(scope="module")
def frente(en_marcha: ReceptorSolo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frente]:
    with de_telefonos(tmp_path_factory.mktemp("nginx"), en_marcha.puerto) as (puerto, certificado):
        yield Frente(puerto, certificado)


def test_por_tls_lo_enviado_queda_en_la_carpeta_y_lo_demas_dice_su_codigo(
    frente: Frente, receptor: ReceptorSolo
) -> None:
    suyo = receptor.telefono("cae-tls")
    datos = suyo.datos(ACTA, FOTO)
    encabezados = suyo.encabezados(datos)
    ruta = f"/v1/envios/{datos['envio']}"
    estado, siempre_tls, _ = frente.pedir("PUT", ruta, FOTO, encabezados)
    assert estado == 201 and siempre_tls
    assert (receptor.envios / f"{datos['envio']}.jpg").read_bytes() == FOTO
    assert frente.pedir("PUT", ruta, FOTO, encabezados)[0] == 200
    grande = bytes(4 * 1024 * 1024 + 1)
    estado, _, cuerpo = frente.pedir("PUT", ruta, grande, encabezados)
    assert (estado, json.loads(cuerpo)["codigo"]) == (413, "MUY_GRANDE")
    assert frente.pedir("GET", "/v1/hora", None, {})[0] == 200
    assert b"<html" in frente.pedir("GET", "/casilla/", None, {})[2]


def test_quien_no_termina_sus_encabezados_se_va_y_el_bueno_entra(frente: Frente, receptor: ReceptorSolo) -> None:
    lentas = [frente.abrir(b"PUT /v1/envios/x HTTP/1.1\r\nHost: localhost\r\nX-A: ") for _ in range(30)]
    suyo = receptor.telefono("cae-entre-lentas")
    datos = suyo.datos(ACTA, FOTO)
    assert frente.pedir("PUT", f"/v1/envios/{datos['envio']}", FOTO, suyo.encabezados(datos))[0] == 201
    for lenta in lentas:
        with lenta:
            assert lenta.recv(4096)[:12] in (b"", b"HTTP/1.1 408")
    receptor.esperar(f"{datos['envio']}.json")
