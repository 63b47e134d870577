"""Bad zips of results: bombs, tricks in the names, damaged, encrypted, too deep."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.central.verificar.sintetico import Acta, escribir
from tests.malos.caso import Caso

BUENO = escribir([Acta(1), Acta(2)])
BLANCOS = (b" " * 100_000 + b"\n") * 120  # 12 MB that deflate to some 12 KB


def zip_de(*entradas: tuple[str | zipfile.ZipInfo, bytes], metodo: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with those entries, in that order."""
    destino = io.BytesIO()
    with zipfile.ZipFile(destino, "w", metodo) as zip_:
        for nombre, contenido in entradas:
            zip_.writestr(nombre, contenido, metodo)
    return destino.getvalue()


def _con_nombre(nombre: str) -> bytes:
    """A zip whose only entry has that name, byte for byte, in both of its headers."""
    molde = "x" * len(nombre)
    return zip_de((molde, BUENO)).replace(molde.encode(), nombre.encode())


def _enlace() -> bytes:
    entrada = zipfile.ZipInfo("CDMX_GUB_2024.csv")
    entrada.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zip_de((entrada, b"/etc/hostname"))


def _cifrado() -> bytes:
    """The flag of encryption set in both headers."""
    crudo = bytearray(zip_de(("CDMX_GUB_2024.csv", BUENO)))
    crudo[6] |= 1
    crudo[crudo.index(b"PK\x01\x02") + 8] |= 1
    return bytes(crudo)


def _enorme() -> bytes:
    """A directory that says 3 GB."""
    crudo = bytearray(zip_de(("CDMX_GUB_2024.csv", BUENO)))
    struct.pack_into("<L", crudo, crudo.index(b"PK\x01\x02") + 24, 3_000_000_000)
    return bytes(crudo)


def _sin_la_suma() -> bytes:
    """One byte of the contents changed under its checksum."""
    crudo = bytearray(zip_de(("CDMX_GUB_2024.csv", BUENO), metodo=zipfile.ZIP_STORED))
    crudo[crudo.index(b"090001B0100")] ^= 1
    return bytes(crudo)


def _metodo_desconocido() -> bytes:
    crudo = bytearray(zip_de(("CDMX_GUB_2024.csv", BUENO)))
    struct.pack_into("<H", crudo, 8, 99)
    struct.pack_into("<H", crudo, crudo.index(b"PK\x01\x02") + 10, 99)
    return bytes(crudo)


def _tres_niveles() -> bytes:
    interior = zip_de(("CDMX_GUB_2024.csv", BUENO))
    return zip_de(("b.zip", zip_de(("c.zip", interior))))


def _caso(nombre: str, crudo: Callable[[], bytes], mensaje: str) -> Caso:
    def construir(carpeta: Path) -> list[str]:
        ruta = carpeta / f"{nombre}.zip"
        ruta.write_bytes(crudo())
        return ["verificar", str(ruta)]

    return Caso(nombre, construir, 2, mensaje)


def casos_zip() -> list[Caso]:
    """Every bad zip, exit 2."""
    gub = "CDMX_GUB_2024.csv"
    bueno = zip_de((gub, BUENO))
    danado = "el zip está dañado o incompleto; pida otra copia"
    return [
        _caso("zip_cortado", lambda: bueno[: len(bueno) // 2], danado),
        _caso("zip_sin_el_final", lambda: bueno[:-10], danado),
        _caso("zip_que_no_es", lambda: BUENO, "se llama .zip y no es un zip, o está dañado"),
        _caso("zip_sin_entradas", lambda: zip_de(), "el zip no trae ningún .csv de resultados"),
        _caso("zip_solo_leeme", lambda: zip_de(("leeme.txt", b"hola")), "el zip no trae ningún .csv de resultados"),
        _caso("zip_sube_de_carpeta", lambda: _con_nombre("../../CDMX.csv"), "nombre con trampa, «../../CDMX.csv»"),
        _caso(
            "zip_sube_con_barras_de_windows", lambda: _con_nombre("..\\CDMX.csv"), "nombre con trampa, «..\\CDMX.csv»"
        ),
        _caso("zip_ruta_absoluta", lambda: _con_nombre("/etc/CDMX.csv"), "nombre con trampa, «/etc/CDMX.csv»"),
        _caso("zip_unidad_de_windows", lambda: _con_nombre("C:/CDMX.csv"), "nombre con trampa, «C:/CDMX.csv»"),
        _caso("zip_nombre_con_nulo", lambda: _con_nombre("a.csv\0.exe"), "nombre con trampa, «a.csv·.exe»"),
        _caso("zip_enlace_simbolico", _enlace, "nombre con trampa, «CDMX_GUB_2024.csv»: no se abre"),
        _caso("zip_tres_niveles", _tres_niveles, "es un zip dentro de otro más allá de 2 niveles"),
        _caso("zip_bomba_por_razon", lambda: zip_de((gub, BUENO + BLANCOS)), "se infla más de 200 veces"),
        _caso(
            "zip_bomba_dentro_de_zip",
            lambda: zip_de(("a.zip", zip_de((gub, BUENO + BLANCOS)))),
            "se infla más de 200 veces",
        ),
        _caso("zip_bomba_por_tamano", _enorme, "«CDMX_GUB_2024.csv» mide más de 256 MiB"),
        _caso(
            "zip_demasiadas_entradas",
            lambda: zip_de(*((f"{i}.csv", BUENO) for i in range(51))),
            "el zip trae demasiadas entradas; un corte del PREP no pasa de 50",
        ),
        _caso("zip_cifrado", _cifrado, "«CDMX_GUB_2024.csv» está cifrado en el zip; pida el archivo sin contraseña"),
        _caso("zip_suma_de_control", _sin_la_suma, "CDMX_GUB_2024.csv: el zip está dañado o incompleto"),
        _caso("zip_metodo_desconocido", _metodo_desconocido, "está en un formato de compresión que no se lee"),
        _caso(
            "zip_lzma",
            lambda: zip_de((gub, BUENO), metodo=zipfile.ZIP_LZMA),
            "«CDMX_GUB_2024.csv» está en un formato de compresión que no se lee; use zip normal",
        ),
        _caso(
            "zip_con_un_csv_que_no_es_prep",
            lambda: zip_de((gub, BUENO), ("otro.csv", b"a,b\n1,2\n")),
            "otro.csv: no es un archivo de resultados del PREP",
        ),
    ]
