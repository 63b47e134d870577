"""The review list as a file: whatever a spreadsheet makes of it is read, and every error is told with its place."""

from pathlib import Path

import pytest

from central.mando.revision import COLUMNAS, MOTIVOS, RenglonDeSinActa, escribir, leer, leer_motivo
from central.marco.hoja import ARCHIVO_MAX, ListaIlegible
from prep.domain.hechos.hechos import MotivoSinActa

FILAS = [
    ("SIM-1", "GUB-001-0001-B01-0-A02-1", "0001 B01-0", "01", "GUB", "ESPERADA", "no-instalada", "si"),
    ("SIM-1", "GUB-001-0002-B01-0-A02-1", "0002 B01-0", "02", "GUB", "ESPERADA", "sin-bolsa", "no"),
]
LEIDO = RenglonDeSinActa(2, "SIM-1", "GUB-001-0001-B01-0-A02-1", MotivoSinActa.NO_INSTALADA)


def archivo(carpeta: Path, contenido: str | bytes) -> Path:
    ruta = carpeta / "lista.csv"
    ruta.write_bytes(contenido if isinstance(contenido, bytes) else contenido.encode())
    return ruta


def test_lo_escrito_se_vuelve_a_leer(tmp_path: Path) -> None:
    assert leer(archivo(tmp_path, escribir(FILAS))) == ([LEIDO], [])


@pytest.mark.parametrize(
    "cambio",
    [
        lambda t: t.replace(",", ";"),
        lambda t: t.replace("\r\n", "\n").rstrip("\n"),
        lambda t: t.replace("si\r", "SÍ\r"),
        lambda t: t.replace("\r\n", ",notas de quien revisó\r\n", 1),
        lambda t: t + "\r\n,,,,,,,\r\n",
        lambda t: t.replace("no-instalada", "SIN ACTA POR CASILLA NO INSTALADA"),
        lambda t: t.replace("no-instalada", "No instalada"),
    ],
    ids=["semicolons", "unix lines", "accent and capitals", "one more column", "blank rows", "legend", "spelling"],
)
def test_los_modos_de_las_hojas_de_calculo_se_admiten(tmp_path: Path, cambio) -> None:  # type: ignore[no-untyped-def]
    texto = escribir(FILAS).decode("utf-8-sig")
    assert cambio(texto) != texto
    for codificacion in ("utf-8-sig", "utf-8", "cp1252"):
        assert leer(archivo(tmp_path, cambio(texto).encode(codificacion))) == ([LEIDO], [])


def test_todos_los_errores_salen_juntos_con_renglon_y_columna(tmp_path: Path) -> None:
    filas = [
        FILAS[0],
        (*FILAS[1][:6], "otra cosa", "si"),
        (*FILAS[1][:7], "quizá"),
        ("SIM-1", "", "", "", "", "", "sin-bolsa", "si"),
    ]
    renglones, problemas = leer(archivo(tmp_path, escribir(filas)))
    assert renglones == [LEIDO]
    assert [(p.renglon, p.columna) for p in problemas] == [(3, "motivo"), (4, "clave"), (4, "declarar"), (5, "clave")]
    assert "ya está en el renglón 3" in problemas[1].texto
    assert str(problemas[0]).startswith("renglón 3, columna motivo: 'otra cosa' no es una causa")


@pytest.mark.parametrize(
    ("contenido", "razon"),
    [
        (b"", "le falta la columna proceso"),
        (b"clave,declarar\r\nx,si\r\n", "le falta la columna proceso y la columna motivo"),
        (b"%PDF-1.4\0\0", "no es un archivo de texto"),
        (b'clave,proceso,motivo,declarar\r\n"sin cerrar,si\r\n', "no se entiende como CSV"),
        (b"x" * (ARCHIVO_MAX + 1), "pesa más de 16 MB"),
        (b"clave,proceso,motivo,declarar\n" + b"a,b,c,no\n" * 60_000, "el máximo es 60000"),
    ],
    ids=["empty", "columns", "binary", "quote", "huge", "rows"],
)
def test_un_archivo_que_no_es_lista_se_rechaza_con_la_razon(tmp_path: Path, contenido: bytes, razon: str) -> None:
    with pytest.raises(ListaIlegible, match=razon):
        leer(archivo(tmp_path, contenido))


def test_solo_las_tres_causas_legales_tienen_nombre_corto() -> None:
    assert set(MOTIVOS.values()) == set(MotivoSinActa)
    assert all(leer_motivo(m.value.lower()) is m for m in MotivoSinActa)
    assert leer_motivo("extraviada") is None and leer_motivo("") is None


def test_las_columnas_son_las_documentadas() -> None:
    assert COLUMNAS == ("proceso", "clave", "casilla", "centro", "eleccion", "etapa", "motivo", "declarar")
