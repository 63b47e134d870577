"""The comparison of the end of a night sees a difference in any column, and explains only what the ledger says."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from central.catalogo.fuente import FilaDeResultados
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.publicacion.columnas import encabezados
from prep.domain.publicacion.filas import Filas
from simulacro.guion.acordados import ErrorAcordado
from simulacro.guion.guion import Excepcion, Llegada
from simulacro.guion.libro import Libro, leer
from simulacro.juicio.comparar import CorteIncompleto, DiferenciaDeColumna, comparar
from simulacro.juicio.explicar import explicar
from tests.domain.muestra import FUERA_DE_CATALOGO, catalogo, valores, verificada


def publicar(carpeta: Path, suyo: Catalogo, cambios: dict[tuple[str, str], str]) -> dict[str, FilaDeResultados]:
    """A cut's package with every acta verified; returns the source rows, equal to it but for `cambios` in ours."""
    filas = Filas(suyo)
    origen: dict[str, FilaDeResultados] = {}
    with zipfile.ZipFile(carpeta / f"x_PREP_{suyo.entidad.siglas}.zip", "w") as afuera:
        for eleccion in suyo.elecciones:
            columnas = encabezados(eleccion)
            lineas = ["uno", "dos", "", "cuatro", "cinco", "", ",".join(columnas)]
            for acta in suyo.actas.values():
                if acta.eleccion == eleccion.codigo:
                    textos = filas.fila(acta, verificada(acta, valores(acta, 5))).textos
                    crudo = ",".join("0" if t in ("-", "N/A") else t for t in textos)
                    origen[acta.clave] = FilaDeResultados("f.csv", 8, columnas, crudo, ",")
                    nuestros = [cambios.get((acta.clave, c), t) for c, t in zip(columnas, textos, strict=True)]
                    lineas.append(",".join(nuestros))
            adentro = io.BytesIO()
            with zipfile.ZipFile(adentro, "w") as zip_:
                zip_.writestr(f"{suyo.entidad.siglas}.csv", "\r\n".join(lineas) + "\r\n")
            afuera.writestr(f"x_PREP_{eleccion.codigo}_X.zip", adentro.getvalue())
    return origen


def test_todo_renglon_se_compara_el_de_papel_inventado_y_el_que_no_tiene(tmp_path: Path) -> None:
    """187 of 190 were; a figure where nobody brought a paper went by."""
    suyo = sin_extranas()
    con_fila, inventada, sin_papel, *_ = suyo.actas
    origen = publicar(tmp_path, suyo, {})
    papel = {inventada: valores(suyo.actas[inventada], 5)}
    hallado = comparar(suyo, {con_fila: origen[con_fila]}, papel, tmp_path)
    assert (hallado.filas, hallado.sin_papel) == (2, len(suyo.actas) - 2)
    assert {con_fila, inventada}.isdisjoint(hallado.distintas) and sin_papel in hallado.distintas
    ajeno = {inventada: valores(suyo.actas[inventada], 6)}
    assert inventada in comparar(suyo, origen | {inventada: origen[con_fila]}, ajeno, tmp_path).distintas
    otro = comparar(suyo, {c: f for c, f in origen.items() if c != inventada}, ajeno, tmp_path)
    assert otro.distintas == [inventada]
    de_ellas = explicar(otro.diferencias, [], suyo, [], {inventada})
    assert not de_ellas.sin_explicar and explicar(otro.diferencias, [], suyo, []).sin_explicar
    leidos = {inventada: ErrorAcordado("cifra", valores(suyo.actas[inventada], 5), 1)}
    assert not explicar(otro.diferencias, [], suyo, [], (), leidos).sin_explicar, "las dos capturas leyeron 5"
    leidos = {inventada: ErrorAcordado("cifra", valores(suyo.actas[inventada], 9), 1)}
    assert explicar(otro.diferencias, [], suyo, [], (), leidos).sin_explicar, "leyeron 9 y se publicó 5"


def sin_extranas() -> Catalogo:
    entero = catalogo()
    actas = {clave: a for clave, a in entero.actas.items() if a != FUERA_DE_CATALOGO}
    return replace(entero, actas=actas)


def test_lo_igual_no_difiere_y_los_votos_se_suman(tmp_path: Path) -> None:
    suyo = sin_extranas()
    origen = publicar(tmp_path, suyo, {})
    hallado = comparar(suyo, origen, {}, tmp_path)
    assert hallado.diferencias == () and hallado.filas == len(suyo.actas)
    esperados = {e.codigo: 0 for e in suyo.elecciones}
    for acta in suyo.actas.values():
        esperados[acta.eleccion] += 5 * len(suyo.forma_de(acta).votos)
    assert hallado.votos == esperados


COLUMNAS = ("SECCION", "TOTAL_PERSONAS_VOTARON", "PAN", "NULOS", "TOTAL_VOTOS_ASENTADO", "LISTA_NOMINAL")


@pytest.mark.parametrize("columna", COLUMNAS)
def test_una_diferencia_se_ve_en_cualquier_columna(tmp_path: Path, columna: str) -> None:
    suyo = sin_extranas()
    clave = next(c for c, a in suyo.actas.items() if a.tipo == "B")
    origen = publicar(tmp_path, suyo, {(clave, columna): "7777"})
    hallado = comparar(suyo, origen, {}, tmp_path)
    assert [(d.clave, d.columna, d.nuestra) for d in hallado.diferencias] == [(clave, columna, "7777")]
    assert hallado.distintas == [clave]


def test_una_columna_que_no_se_lleva_solo_es_igual_a_cero(tmp_path: Path) -> None:
    suyo = sin_extranas()
    clave = next(c for c, a in suyo.actas.items() if a.tipo == "B")
    hallado = comparar(suyo, publicar(tmp_path, suyo, {(clave, "PAN"): "-"}), {}, tmp_path)
    assert [d.columna for d in hallado.diferencias] == ["PAN"]


def test_un_renglon_que_falta_o_en_otro_orden_no_se_compara(tmp_path: Path) -> None:
    suyo = sin_extranas()
    origen = publicar(tmp_path, suyo, {})
    otro_orden = replace(suyo, actas=dict(reversed(list(suyo.actas.items()))))
    with pytest.raises(CorteIncompleto):
        comparar(otro_orden, origen, {}, tmp_path)
    with pytest.raises(CorteIncompleto, match="no hay paquete"):
        comparar(suyo, origen, {}, tmp_path.parent / "nada")


def llegada(clave: str, excepcion: Excepcion, **campos: Valor) -> Llegada:
    suyo = sin_extranas()
    acta = suyo.actas[clave]
    return Llegada(0.1, clave, "01", False, valores(acta, 5, **campos), "ACTA PREP", excepcion)


def test_solo_se_explica_la_figura_que_se_tecleo_o_que_el_papel_alterado_dice(tmp_path: Path) -> None:
    suyo = sin_extranas()
    clave = next(c for c, a in suyo.actas.items() if a.tipo == "B")
    libro = Libro(tmp_path / "libro-1.jsonl")
    libro.yerro(clave, uuid4(), "captura-01-2", "PAN", 5, 50)
    libro.excepcion(llegada(clave, Excepcion.EXCEDE))
    libro.cerrar()
    entradas = leer(tmp_path.glob("libro-*.jsonl"))
    tecleada, otra = DiferenciaDeColumna(clave, "PAN", "5", "50"), DiferenciaDeColumna(clave, "PAN", "5", "51")
    calculado = DiferenciaDeColumna(clave, "TOTAL_VOTOS_CALCULADO", "100", "145")
    assert explicar([tecleada, calculado], [], suyo, entradas).sin_explicar == []
    assert explicar([tecleada], [], suyo, entradas).motivos == {clave: ["captura-01-2 tecleó 50 donde dice 5 en PAN"]}
    assert explicar([otra], [], suyo, entradas).sin_explicar == [otra]
    assert explicar([calculado], [], suyo, entradas).sin_explicar == [calculado]


def test_un_papel_alterado_explica_solo_lo_que_dice(tmp_path: Path) -> None:
    suyo = sin_extranas()
    clave = next(c for c, a in suyo.actas.items() if a.tipo == "B")
    ilegible = llegada(clave, Excepcion.ILEGIBLE, PRI=Marca.ILEGIBLE)
    suya, ajena = DiferenciaDeColumna(clave, "PRI", "5", "ILEGIBLE"), DiferenciaDeColumna(clave, "PAN", "5", "ILEGIBLE")
    hallado = explicar([suya, ajena], [ilegible], suyo, [])
    assert hallado.motivos == {clave: ["ilegible"]} and hallado.sin_explicar == [ajena]
    sin_acta = llegada(clave, Excepcion.SIN_ACTA)
    declarada = DiferenciaDeColumna(clave, "PRI", "5", "SIN ACTA")
    assert explicar([declarada], [sin_acta], suyo, []).sin_explicar == []
    assert explicar([DiferenciaDeColumna(clave, "PRI", "5", "6")], [sin_acta], suyo, []).sin_explicar != []
    repetida = llegada(clave, Excepcion.REPETIDA)
    assert explicar([suya], [repetida], suyo, []).sin_explicar == [suya]
