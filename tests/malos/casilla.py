"""Bad phone images: each a good sending with one thing spoilt, given to an open node that all of them share."""

import io
import json
import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

from central.nodo.centro import asegurar_centro
from central.nodo.preparar import preparar
from central.nodo.roles import DUENO
from tests.central.casilla.envios import CUENTA, datos, jpeg, poner
from tests.dos_personas import alta, de_dos
from tests.malos.caso import Caso
from tests.servidor import nuevo
from tests.store import ejemplos

UNA, OTRA, TERCERA = (ejemplos.acta(n).clave for n in (1, 2, 3))
Cambio = Callable[[dict[str, Any]], None]
GRANDE = 2_000_000_000


def casos() -> list[Caso]:
    """Every bad sending with its exit code and a piece of what must be said."""
    return [*_de_imagen(), *_de_json(), *_de_reglas(), *_de_carpeta()]


def _de_imagen() -> list[Caso]:
    return [
        _foto("un JPEG cortado", jpeg()[:-50], "el JPEG está cortado"),
        _foto("un JPEG cortado en su encabezado", jpeg()[:30], "el JPEG está cortado"),
        _foto("un PNG con nombre de JPEG", b"\x89PNG\r\n\x1a\n" + bytes(200), "no es una imagen JPEG"),
        _foto("un texto con nombre de JPEG", b"hola", "no es una imagen JPEG"),
        _foto("una imagen vacía", b"", "no es una imagen JPEG"),
        _foto("un JPEG para imprenta", jpeg(modo="CMYK"), "no es gris ni a color de 8 bits"),
        _foto("una miniatura", jpeg(lado=64), "el mínimo es 240 px"),
        _foto("un JPEG que dice medir 60,000 px", _con_medidas(60_000, 60_000), "el máximo es 8192 px"),
        _foto("un JPEG con dos encabezados", _dos_encabezados(), "dos encabezados"),
        _foto("un JPEG sin nada después del encabezado", jpeg()[:2] + b"\xff\xd9", "no tiene imagen"),
        _carpeta("una imagen de 2 GB", lambda c: _crecer(c / "foto.jpg"), "mide 2000000000 bytes"),
        _envio("una imagen que no es la que dice el JSON", {"sha256": "0" * 64}, "su SHA-256 es otro"),
    ]


def _de_json() -> list[Caso]:
    bueno = json.dumps(datos(UNA, jpeg()))
    return [
        _texto("un JSON cortado", bueno[:-30].encode(), "cortado o no es JSON"),
        _texto("un JSON vacío", b"", "cortado o no es JSON"),
        _texto("un JSON en UTF-16", bueno.encode("utf-16"), "el JSON no es un texto en UTF-8"),
        _texto("un JSON con un campo dos veces", bueno[:-1].encode() + b',"cuenta":"x"}', "cuenta: está dos veces"),
        _texto("un JSON con NaN", bueno.replace("1500", "NaN").encode(), "cortado o no es JSON"),
        _texto("un JSON de 8,000 niveles", b"[" * 8_000 + b"]" * 8_000, "demasiados niveles"),
        _texto("un JSON que es una lista", b"[]", "no es un objeto"),
        _texto("un JSON de más de 16 KiB", bueno.encode() + b" " * 17_000, "el máximo es 16384"),
        _carpeta("un JSON de 2 GB", lambda c: _crecer(c / "foto.json"), "mide 2000000000 bytes"),
        _envio("de otra versión del contrato", {"version": 3}, "version: se esperaba 1"),
        _envio("con un campo de más", {"telefono": "55"}, "telefono: sobra"),
        _envio("con tres campos malos", {"telefono": "55", "cuenta": 7, "acta": {}},
               "cuenta: 7 no es un texto; acta.eleccion: falta; acta.seccion: falta"),
        _envio("sin UUID versión 7", {"envio": "0b0e2b1c-4d1f-4a8e-9d3c-111111111111"}, "no es un UUID versión 7"),
        _envio("con la hora de México", {"digitalizada": "2024-06-02T18:12:31-06:00"}, "no es una hora UTC"),
        _envio("con un reloj de 1970", {"digitalizada": "1970-01-01T00:00:00Z"}, "el año 1970 no puede ser"),
        _envio("con la posición fuera del mundo", {"posicion": {"latitud": 99, "longitud": 0, "precision_m": 1}},
               "posicion.latitud: 99 no está entre -90 y 90"),
    ]  # fmt: skip


def _de_reglas() -> list[Caso]:
    return [
        _envio("de la cuenta de otro", {"cuenta": "cae-99"}, "INE/CCOE014/2018"),
        _envio("de otro proceso", {"proceso": "REAL"}, "es del proceso «REAL»"),
        _envio("de un acta que no existe", {"acta": {"clave": "GUB-1"}}, "no está en el catálogo"),
        _envio("de un acta con ruta de archivo", {"acta": {"clave": "../../etc/passwd"}}, "no está en el catálogo"),
        _envio(
            "de un acta con comillas", {"acta": {"clave": "'; DROP TABLE prep.hecho; --"}}, "no está en el catálogo"
        ),
        Caso("el mismo envío con otro contenido", _dos_con_un_id, 3, "ya se recibió con otro contenido"),
        Caso("una imagen para dos actas", _una_para_dos, 3, f"ya se recibió como del acta {TERCERA}"),
    ]


def _de_carpeta() -> list[Caso]:
    return [
        _carpeta("la imagen sin su JSON", lambda c: (c / "foto.json").unlink(), "falta su JSON"),
        _carpeta("el JSON sin su imagen", lambda c: (c / "foto.jpg").unlink(), "falta su imagen"),
        _carpeta("un enlace en vez de la imagen", _enlazar, "no un enlace"),
        _carpeta("una tubería en vez del JSON", _entubar, "no es un archivo"),
        _carpeta("otro archivo entre los envíos", lambda c: _viejo(c / "notas.txt"), "no es un archivo .jpg ni .json"),
        _carpeta("un nombre con renglones y acentos", _renombrar("a\nb%2f..ñ"), "Apartada «a·b%2f..ñ»", cuenta="x"),
        _carpeta("subcarpeta que lleva a otra parte", _desviar, "es un enlace a otro lugar", codigo=2),
        Caso("la carpeta no existe", lambda c: _argv(c / "no-hay"), 2, "no es una carpeta"),
        Caso("el nodo no existe", lambda c: ["casilla", "recibir", str(c), "--datos", str(c)], 2, "no hay un nodo"),
    ]


@cache
def nodo() -> Path:
    """An open node of the sample catalogue where every acta has the same CAE; it ends with the run."""
    carpeta = Path(mkdtemp(prefix="malos-"))
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):  # only what a case says is looked at
        cluster = nuevo(carpeta)
        cluster.iniciar()
        preparar(cluster, ejemplos.catalogo(), [asegurar_centro(carpeta)[1]], [])
        with psycopg.connect(cluster.dsn(DUENO), autocommit=True) as conn:
            conn.execute("INSERT INTO prep.cae (acta, cuenta) SELECT clave, %s FROM prep.acta", (CUENTA,))
        alta(carpeta)
        for fase in ("ceros", "abrir"):
            assert de_dos(carpeta, "fase", fase) == 0
    return carpeta


def _argv(carpeta: Path) -> list[str]:
    return ["casilla", "recibir", str(carpeta), "--datos", str(nodo())]


def _foto(nombre: str, crudo: bytes, mensaje: str) -> Caso:
    def construir(carpeta: Path) -> list[str]:
        poner(carpeta, "foto", crudo, datos(UNA, crudo))
        return _argv(carpeta)

    return Caso(nombre, construir, 3, mensaje)


def _texto(nombre: str, escrito: bytes, mensaje: str) -> Caso:
    def construir(carpeta: Path) -> list[str]:
        poner(carpeta, "foto", jpeg(), escrito)
        return _argv(carpeta)

    return Caso(nombre, construir, 3, mensaje)


def _envio(nombre: str, cambios: dict[str, Any], mensaje: str) -> Caso:
    return _carpeta(nombre, lambda _: None, mensaje, **cambios)


def _carpeta(nombre: str, danar: Callable[[Path], object], mensaje: str, *, codigo: int = 3, **cambios: Any) -> Caso:
    def construir(carpeta: Path) -> list[str]:
        crudo = jpeg()
        poner(carpeta, "foto", crudo, datos(UNA, crudo, **cambios))
        danar(carpeta)
        for ruta in carpeta.iterdir():
            os.utime(ruta, (1_700_000_000, 1_700_000_000), follow_symlinks=False)
        return _argv(carpeta)

    return Caso(nombre, construir, codigo, mensaje)


def _dos_con_un_id(carpeta: Path) -> list[str]:
    crudo = jpeg(30)
    uno = datos(OTRA, crudo)
    poner(carpeta, "a", crudo, uno)
    poner(carpeta, "b", crudo, {**uno, "desfase_ms": 0})
    return _argv(carpeta)


def _una_para_dos(carpeta: Path) -> list[str]:
    crudo = jpeg(40)
    poner(carpeta, "a", crudo, datos(TERCERA, crudo))
    poner(carpeta, "b", crudo, datos(UNA, crudo))
    return _argv(carpeta)


def _con_medidas(ancho: int, alto: int) -> bytes:
    crudo = bytearray(jpeg(personal=False))
    sof = crudo.index(b"\xff\xc0")
    crudo[sof + 5 : sof + 9] = alto.to_bytes(2, "big") + ancho.to_bytes(2, "big")
    return bytes(crudo)


def _dos_encabezados() -> bytes:
    crudo = jpeg(personal=False)
    sof = crudo.index(b"\xff\xc0")
    return crudo[:sof] + crudo[sof : sof + 2 + int.from_bytes(crudo[sof + 2 : sof + 4], "big")] + crudo[sof:]


def _crecer(ruta: Path) -> None:
    """Sparse: it takes no room on the disk."""
    with ruta.open("r+b") as archivo:
        archivo.truncate(GRANDE)


def _enlazar(carpeta: Path) -> None:
    (carpeta / "foto.jpg").unlink()
    (carpeta / "foto.jpg").symlink_to("/etc/passwd")


def _entubar(carpeta: Path) -> None:
    (carpeta / "foto.json").unlink()
    os.mkfifo(carpeta / "foto.json")


def _viejo(ruta: Path) -> None:
    ruta.write_bytes(b"hola")
    for resto in ("foto.jpg", "foto.json"):
        (ruta.parent / resto).unlink()


def _renombrar(nombre: str) -> Callable[[Path], None]:
    def renombrar(carpeta: Path) -> None:
        for extension in ("jpg", "json"):
            (carpeta / f"foto.{extension}").rename(carpeta / f"{nombre}.{extension}")

    return renombrar


def _desviar(carpeta: Path) -> None:
    (carpeta / "apartadas").symlink_to("/etc")
