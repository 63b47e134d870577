"""The documents as they come out: whole text with accents, SIMULACRO on every page, numbered pages, same bytes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from prep.documents.acta_fase import ActaFase, acta_fase
from prep.documents.cuadro import ColumnaDeCuadro, Cuadro
from prep.documents.estilo import ANCHO, NORMAL, ajustar, limpio
from prep.documents.guardado import al_confirmar, guardar
from prep.documents.lista import POR_PAGINA, PRIMERA, Lista, lista
from prep.documents.membrete import Membrete
from tests.documents.leer_pdf import leer_pdf

MOMENTO = datetime(2024, 6, 3, 2, 5, 9, tzinfo=UTC)
LARGO = "Proceso Electoral Local Ordinario de la Ciudad de México, año 2024: ñandú, pingüino & <b>acción</b> " * 2
FIRMANTES = ("Instancia interna responsable del PREP", "Ente auditor", "Oficialía Electoral")


def hoja(real: bool = False, proceso: str = "SIMULACRO-1", zona: str = "America/Mexico_City") -> Membrete:
    return Membrete("Acta de prueba", proceso, "CIUDAD DE MÉXICO", MOMENTO, zona, real)


def acta(marco: Membrete, archivos: int = 3) -> bytes:
    tabla = Cuadro(
        "Tablas de operación",
        (ColumnaDeCuadro("Tabla", 2), ColumnaDeCuadro("Registros", 1, numero=True)),
        (("hecho", "0"),),
        total=True,
    )
    anexo = Cuadro(
        "Anexo",
        (ColumnaDeCuadro("Archivo", 1), ColumnaDeCuadro("SHA-256", 1)),
        tuple((f"a{n}.py", f"{n:064x}") for n in range(archivos)),
    )
    return acta_fase(
        ActaFase(marco, (f"Se hace constar que {marco.fecha_larga} …", LARGO), (tabla,), FIRMANTES, (anexo,))
    )


def renglones(cuantos: int) -> tuple[tuple[str, ...], ...]:
    return tuple((f"DIP_LOC-033-{n:04d}-C12-00-A03-1", f"{n:04d} C12") for n in range(cuantos))


def revision(cuantos: int) -> bytes:
    columnas = (ColumnaDeCuadro("Clave", 4), ColumnaDeCuadro("Casilla", 2))
    return lista(Lista(hoja(), ("Marque cada renglón.",), columnas, renglones(cuantos), FIRMANTES))


def test_toda_pagina_de_un_simulacro_lo_dice_con_su_proceso_y_su_numero() -> None:
    pdf = leer_pdf(acta(hoja(), archivos=150))
    assert len(pdf.paginas) > 2
    for numero, pagina in enumerate(pdf.paginas, start=1):
        assert "SIMULACRO · SIN VALOR OFICIAL" in pagina
        assert "Proceso: SIMULACRO-1" in pagina
        assert f"Página {numero} de {len(pdf.paginas)}" in pagina


def test_la_noche_real_nunca_dice_simulacro() -> None:
    assert "SIMULACRO" not in leer_pdf(acta(hoja(real=True, proceso="PEL-2024"))).texto


def test_la_fecha_es_la_hora_de_la_entidad_de_24_horas() -> None:
    pdf = leer_pdf(acta(hoja()))
    assert "02/06/2024 20:05:09 (America/Mexico_City)" in pdf.paginas[0]
    assert "a las 20:05:09 horas del 2 de junio de 2024" in pdf.texto
    assert "02/06/2024 19:05:09 (America/Hermosillo)" in leer_pdf(acta(hoja(zona="America/Hermosillo"))).texto


def test_los_acentos_salen_de_las_fuentes_incrustadas_y_no_se_usa_otra() -> None:
    pdf = leer_pdf(acta(hoja()))
    assert pdf.incrustadas == 2
    assert all("BitstreamVera" in fuente for fuente in pdf.fuentes)
    assert "CIUDAD DE MÉXICO" in pdf.texto and "Oficialía Electoral" in pdf.texto


def test_el_texto_se_imprime_entero_y_nunca_se_lee_como_etiquetas() -> None:
    assert limpio(LARGO) in leer_pdf(acta(hoja())).texto


def test_los_mismos_datos_dan_los_mismos_bytes() -> None:
    assert acta(hoja()) == acta(hoja())


def test_cada_firmante_tiene_su_lugar() -> None:
    texto = leer_pdf(acta(hoja())).texto
    assert texto.count("Nombre y firma") == len(FIRMANTES)
    assert all(cargo in texto for cargo in FIRMANTES)


@pytest.mark.parametrize(
    ("cuantos", "paginas"),
    [(0, 1), (1, 1), (PRIMERA, 1), (PRIMERA + 1, 2), (PRIMERA + POR_PAGINA - 10, 2), (PRIMERA + POR_PAGINA + 1, 3)],
)
def test_una_lista_repite_su_encabezado_y_numera_cada_renglon(cuantos: int, paginas: int) -> None:
    pdf = leer_pdf(revision(cuantos))
    assert len(pdf.paginas) in (paginas, paginas + 1)  # one more when the places to sign need their own
    for pagina in pdf.paginas[:paginas]:
        assert "N.º Clave Casilla" in pagina
    for numero, (clave, _) in enumerate(renglones(cuantos), start=1):
        assert f" {numero} {clave} " in pdf.texto.replace("\n", " ")


def test_un_nombre_muy_largo_se_achica_y_solo_despues_se_corta() -> None:
    corto, tamano = ajustar("PEL-2024", ANCHO, NORMAL, 9)
    assert (corto, tamano) == ("PEL-2024", 9)
    entero, menor = ajustar("Proceso " * 14, ANCHO, NORMAL, 9)
    assert entero.endswith("Proceso") and 6 < menor < 9
    cortado, minimo = ajustar("Proceso " * 60, ANCHO, NORMAL, 9)
    assert cortado.endswith("…") and minimo == 6


def test_los_caracteres_de_control_no_llegan_a_la_pagina() -> None:
    assert limpio("uno\x00dos\n\ttres\x1b[31m") == "uno dos tres [31m"


def test_un_archivo_aparece_solo_cuando_su_bloque_termina_bien(tmp_path: Path) -> None:
    destino = tmp_path / "actas" / "acta.pdf"
    with pytest.raises(RuntimeError), al_confirmar(destino, b"%PDF"):
        assert not destino.exists()
        raise RuntimeError("no se confirmó")
    assert list(destino.parent.iterdir()) == []
    guardar(destino, b"%PDF")
    assert [p.name for p in destino.parent.iterdir()] == ["acta.pdf"]
    assert destino.read_bytes() == b"%PDF"
