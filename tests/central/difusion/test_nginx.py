"""The nginx configuration that is shipped, in a real nginx over a published site."""

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from central.difusion.carpeta_publica import CarpetaPublica
from central.publico.paginas import pronto
from prep.recursos import RECURSOS
from tests.central.difusion.hijo_entrega import llevar
from tests.nginx import BROTLI, con_nginx, nginx, puerto_libre

pytestmark = con_nginx
POLITICA = r'http-equiv="Content-Security-Policy" content="([^"]+)"'


class Servido:
    """One nginx on a port of its own."""

    def __init__(self, raiz: Path) -> None:
        self.puerto, self.raiz = puerto_libre(), raiz

    def encender(self, carpeta: Path) -> AbstractContextManager[None]:
        texto = (RECURSOS / "publico" / "nginx.conf").read_text(encoding="utf-8")
        escucha = texto.replace("listen 80;", f"listen 127.0.0.1:{self.puerto};")
        return nginx(carpeta, escucha.replace("/srv/prep/actual", f"{self.raiz}/actual"), self.puerto)

    def pedir(self, ruta: str, metodo: str = "GET", **cabezas: str) -> tuple[int, dict[str, str], bytes]:
        conexion = http.client.HTTPConnection("127.0.0.1", self.puerto, timeout=20)
        try:
            conexion.request(metodo, ruta, headers={c.replace("_", "-"): v for c, v in cabezas.items()})
            respuesta = conexion.getresponse()
            return respuesta.status, {c.lower(): v for c, v in respuesta.getheaders()}, respuesta.read()
        finally:
            conexion.close()


@pytest.fixture(scope="module")
def servido(hechos: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servido]:
    raiz = tmp_path_factory.mktemp("web")
    llevar(hechos, CarpetaPublica(raiz), 2)
    uno = Servido(raiz)
    with uno.encender(tmp_path_factory.mktemp("nginx")):
        yield uno


def test_lo_que_cambia_se_guarda_segundos_y_lo_demas_para_siempre(servido: Servido) -> None:
    fragmento = next((servido.raiz / "d").glob("*.json")).name
    for ruta in ("/", "/index.html", "/actual.json", "/gub.html", "/bitacora/checkpoint"):
        codigo, cabezas, _ = servido.pedir(ruta)
        assert (codigo, cabezas["cache-control"]) == (200, "public, max-age=5"), ruta
    for ruta in (f"/d/{fragmento}", "/cortes/0001/manifiesto.json", "/cortes/0002/checkpoint"):
        codigo, cabezas, _ = servido.pedir(ruta)
        assert (codigo, cabezas["cache-control"]) == (200, "public, max-age=31536000, immutable"), ruta
    assert "cache-control" not in servido.pedir("/d/nada.json")[1]  # an answer of «not there» is not kept


def test_cada_texto_sale_ya_comprimido_como_lo_pide_quien_lo_lee(servido: Servido) -> None:
    formas = {"gzip": "gz", **({"br": "br"} if BROTLI.exists() else {})}
    for forma, extension in formas.items():
        codigo, cabezas, crudo = servido.pedir("/gub.html", Accept_Encoding=forma)
        assert (codigo, cabezas["content-encoding"]) == (200, forma)
        assert crudo == (servido.raiz / "actual" / f"gub.html.{extension}").read_bytes()
        assert "Accept-Encoding" in cabezas["vary"]
    assert "content-encoding" not in servido.pedir("/gub.html")[1]


def test_las_cabezas_que_cuidan_al_que_lee(servido: Servido) -> None:
    _, cabezas, pagina = servido.pedir("/gub.html")
    (politica,) = re.findall(POLITICA, pagina.decode())
    dicha = cabezas["content-security-policy"]
    assert dicha.replace(f" '{pronto()['huella']}'", "").startswith(
        politica
    )  # no stricter, no laxer than the page's own
    (suya,) = re.findall(POLITICA, servido.pedir("/casilla.html")[2].decode())
    assert dicha.startswith(suya)  # with the one script that stands in a page
    assert (cabezas["x-content-type-options"], cabezas["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "/" not in cabezas["server"]  # which version is nobody's business
    assert "access-control-allow-origin" not in cabezas
    assert servido.pedir("/actual.json")[1]["access-control-allow-origin"] == "*"
    assert "'unsafe-inline'" in servido.pedir("/cortes/0001/index.html")[1]["content-security-policy"]
    for ruta, tipo in (("/cortes/0002/checkpoint", "text/plain"), ("/cortes/0002/prep-verificar.py", "text/plain")):
        assert servido.pedir(ruta)[1]["content-type"].startswith(tipo)


def test_no_se_escribe_ni_se_lee_lo_que_no_es_del_sitio(servido: Servido) -> None:
    (servido.raiz / "cortes" / ".parcial").write_text("x")
    assert servido.pedir("/cortes/.parcial")[0] == 404
    assert servido.pedir("/cortes/")[0] in (403, 404)  # no list of what there is
    for metodo in ("POST", "PUT", "DELETE"):
        assert servido.pedir("/actual.json", metodo)[0] in (403, 405), metodo
    assert servido.pedir("/../sitio.conf")[0] == 400
    assert servido.pedir("/actual.json", "HEAD")[0] == 200


def test_lo_que_se_vuelve_a_preguntar_y_no_cambio_no_viaja(servido: Servido) -> None:
    _, cabezas, _ = servido.pedir("/actual.json")
    codigo, _, crudo = servido.pedir("/actual.json", If_None_Match=cabezas["etag"])
    assert (codigo, crudo) == (304, b"")


def test_quien_pide_sin_parar_recibe_429_y_los_demas_lo_suyo(servido: Servido) -> None:
    """More than the burst at once, by one connection: as fast as a busy machine lets anybody ask."""
    with socket.create_connection(("127.0.0.1", servido.puerto), 20) as enchufe:
        uno = b"GET /actual.json HTTP/1.1\r\nHost: x\r\n\r\n"
        enchufe.sendall(uno * 899 + uno.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        dicho = b"".join(iter(lambda: enchufe.recv(65536), b""))
    assert dicho.startswith(b"HTTP/1.1 200 ") and b"HTTP/1.1 429 " in dicho
