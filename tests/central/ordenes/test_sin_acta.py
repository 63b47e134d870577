"""SIN ACTA in bulk: a list to look through, all or nothing when declared, reversible (R-35)."""

import csv
import io
import json
from pathlib import Path

import pytest

from prep.domain.hechos.hechos import Acopio, Imagen, MotivoSinActa, SinActa
from tests.central.conftest import Mando, clave
from tests.documents.leer_pdf import leer_pdf

HECHOS = "SELECT count(*) FROM prep.hecho WHERE tipo = 'SIN_ACTA'"


def hacer_lista(mando: Mando, *mas: str, motivo: str = "no-instalada") -> Path:
    ruta = mando.datos / "listas" / "lista.csv"
    assert mando.correr("sin-acta", "lista", "--causa", motivo, "--archivo", str(ruta), *mas) == 0
    return ruta


def renglones(ruta: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ruta.read_text("utf-8-sig"), newline="")))


def marcar(ruta: Path, *claves: str, **cambios: str) -> None:
    """Says `si` for `claves`, and puts `cambios` in their rows."""
    filas = [f | ({"declarar": "si"} | cambios if f["clave"] in claves else {}) for f in renglones(ruta)]
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.DictWriter(archivo, filas[0])
        escritor.writeheader()
        escritor.writerows(filas)


def test_la_lista_tiene_lo_que_se_puede_declarar_y_no_marca_nada(mando: Mando) -> None:
    mando.entregar(clave(1), Acopio("01", "D"))
    mando.procesar()
    filas = renglones(hacer_lista(mando))
    assert len(filas) == 24 and clave(1) not in {f["clave"] for f in filas}
    assert {f["declarar"] for f in filas} == {"no"} and {f["motivo"] for f in filas} == {"no-instalada"}
    assert clave(1) in {f["clave"] for f in renglones(hacer_lista(mando, motivo="sin-bolsa"))}


def test_lo_recien_llegado_y_aun_sin_plegar_no_se_lista(mando: Mando) -> None:
    mando.entregar(clave(1), Acopio("01", "D"))
    assert clave(1) not in {f["clave"] for f in renglones(hacer_lista(mando))}


def test_la_lista_puede_ser_de_un_centro_y_una_eleccion(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    filas = renglones(hacer_lista(mando, "--sitio", "01", "--eleccion", "DIP_LOC"))
    assert [f["clave"] for f in filas] == [clave(n, "DIP_LOC") for n in (1, 3, 5, 7, 9, 11)]
    salida = str(mando.datos / "otra.csv")
    capsys.readouterr()
    hacer_lista(mando, "--sitio", "1", "--eleccion", "DIP_LOC", "--json")
    dicha = json.loads(capsys.readouterr().out)
    assert [a["acta"] for a in dicha["actas"]] == [f["clave"] for f in filas] and dicha["actas"][0]["sitio"] == "01"
    assert Path(dicha["lista"]).exists() and Path(dicha["impresa"]).exists()
    assert mando.correr("sin-acta", "lista", "--causa", "sin-bolsa", "--sitio", "77", "--archivo", salida) == 2
    assert "Hay: 01, 02, CCV" in capsys.readouterr().err
    assert mando.correr("sin-acta", "lista", "--causa", "sin-bolsa", "--archivo", "lista.pdf") == 2
    assert "termine en .csv" in capsys.readouterr().err


def test_la_lista_sale_tambien_en_papel(mando: Mando) -> None:
    pdf = leer_pdf(hacer_lista(mando).with_suffix(".pdf").read_bytes())
    assert "SIN ACTA POR CASILLA NO INSTALADA" in pdf.texto and "SIMULACRO" in pdf.paginas[0]
    assert all(clave(n, e) in pdf.texto for n in range(1, 13) for e in ("GUB", "DIP_LOC"))


def test_solo_se_declaran_las_marcadas_y_el_arbitro_lo_cree(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    ruta = hacer_lista(mando)
    marcar(ruta, clave(1), clave(2, "DIP_LOC"))
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 0
    assert "Se declararon 2 actas" in capsys.readouterr().out
    assert mando.etapa(clave(1)) == "SIN_ACTA" == mando.etapa(clave(2, "DIP_LOC"))
    assert mando.etapa(clave(2)) == "ESPERADA"
    assert mando.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]
    (estado,) = mando.filas("SELECT registrada, estado->>'etapa' FROM prep.acta_estado WHERE acta = %s", clave(1))
    assert estado == (True, "SIN_ACTA")


def test_todo_error_se_dice_de_una_vez_y_no_se_declara_nada(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    ruta = hacer_lista(mando)
    mando.entregar(clave(1), Acopio("01", "D"))
    mando.entregar(clave(3), Acopio("01", "D"))
    mando.entregar(clave(3), Imagen("a" * 64, "ESCANER", "01"))
    mando.procesar()
    mando.entregar(clave(5), Acopio("01", "D"))
    marcar(ruta, clave(1), clave(3), clave(3, "DIP_LOC"), clave(5), clave(2))
    marcar(ruta, clave(4), motivo="extraviada")
    marcar(ruta, clave(6), proceso="SIM-2")
    with ruta.open("a", encoding="utf-8") as archivo:
        archivo.write(f"prueba-1,{clave(2)},,,,,no-instalada,si\r\nprueba-1,GUB-9,,,,,no-instalada,si\r\n")
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 2
    dicho = capsys.readouterr().err
    for esperado in (
        f"{clave(1)} ya no se puede declarar: su paquete ya se recibió; sólo procede sin-bolsa",
        f"{clave(3)} ya no se puede declarar: su acta ya llegó (está en DIGITALIZADA)",
        "columna motivo: la casilla 0003 B01-0 sí se instaló: ya llegó su acta " + clave(3),
        f"{clave(5)} ya no se puede declarar: acaban de llegar hechos suyos",
        "columna motivo: 'extraviada' no es una causa",
        "columna proceso: la lista es de 'SIM-2'",
        f"columna clave: {clave(2)} se repite; ya está en el renglón 4",
        "columna clave: GUB-9 no está en el catálogo",
        "No se declaró ninguna: hay 8 errores",
    ):
        assert esperado in dicho
    assert mando.filas(HECHOS) == [(0,)]


def test_una_casilla_se_instalo_o_no_pero_no_ambas(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    ruta = hacer_lista(mando)
    marcar(ruta, clave(1))
    marcar(ruta, clave(1, "DIP_LOC"), motivo="no-entregado")
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 2
    assert "de la casilla 0001 B01-0 el renglón 3 da otra causa" in capsys.readouterr().err
    assert mando.filas(HECHOS) == [(0,)]


def test_un_paquete_recibido_sin_la_bolsa_se_puede_declarar_asi(mando: Mando) -> None:
    mando.entregar(clave(1), Acopio("01", "D"))
    mando.procesar()
    ruta = hacer_lista(mando, motivo="sin-bolsa")
    marcar(ruta, clave(1))
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 0
    assert mando.etapa(clave(1)) == "SIN_ACTA"


def test_una_lista_sin_nada_marcado_no_declara_nada(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    assert mando.de_dos("sin-acta", "declarar", str(hacer_lista(mando))) == 2
    assert "ningún renglón dice «si»" in capsys.readouterr().err
    assert mando.de_dos("sin-acta", "declarar", str(mando.datos / "no-hay.csv")) == 2
    assert "no-hay.csv" in capsys.readouterr().err


def test_declarar_dos_veces_se_rechaza_la_segunda(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    ruta = hacer_lista(mando)
    marcar(ruta, clave(1))
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 0
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 2  # even before the árbitro has folded the first
    mando.procesar()
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 2
    assert "ya está declarada SIN ACTA" in capsys.readouterr().err
    assert mando.filas(HECHOS) == [(1,)]


def test_un_acta_revertida_se_espera_de_nuevo_y_puede_volver_a_declararse(mando: Mando) -> None:
    ruta = hacer_lista(mando)
    marcar(ruta, clave(1), clave(2))
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 0
    assert mando.de_dos("sin-acta", "revertir", clave(1), clave(2), clave(1), "--motivo", "llegó el paquete") == 0
    assert mando.etapa(clave(1)) == "ESPERADA" == mando.etapa(clave(2))
    assert mando.filas("SELECT count(*) FROM prep.hecho WHERE tipo = 'ANULACION'") == [(2,)]
    assert mando.filas(HECHOS) == [(2,)]  # the declarations stay readable
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 0
    assert mando.etapa(clave(1)) == "SIN_ACTA"


def test_lo_declarado_en_un_catd_tambien_se_revierte(mando: Mando) -> None:
    mando.entregar(clave(1), SinActa(MotivoSinActa.NO_ENTREGADO))
    assert mando.etapa(clave(1)) == "SIN_ACTA"
    assert mando.de_dos("sin-acta", "revertir", clave(1), "--motivo", "llegó") == 0
    assert mando.etapa(clave(1)) == "ESPERADA"


def test_lo_que_no_se_puede_revertir_se_dice_y_no_se_revierte_nada(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    ruta = hacer_lista(mando)
    marcar(ruta, clave(1))
    assert mando.de_dos("sin-acta", "declarar", str(ruta)) == 0
    capsys.readouterr()
    assert mando.de_dos("sin-acta", "revertir", clave(1), "GUB-0", "--motivo", "llegó") == 2
    dicho = capsys.readouterr().err
    assert "«GUB-0» no dice qué acta es" in dicho and "No se hizo nada" in dicho
    assert mando.de_dos("sin-acta", "revertir", clave(1), clave(2), "--motivo", "llegó") == 2
    dicho = capsys.readouterr().err
    assert f"{clave(2)} no tiene una declaración" in dicho and "No se revirtió ninguna" in dicho
    assert mando.de_dos("sin-acta", "revertir", clave(1), "--motivo", " ") == 2
    assert mando.etapa(clave(1)) == "SIN_ACTA"
