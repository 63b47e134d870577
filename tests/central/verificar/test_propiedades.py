"""Any file in any spelling re-adds to the same 13 figures, and no vote can be changed without being noticed."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from central.verificar.modelo import NoEsPrep
from central.verificar.verificar import verificar_archivo
from tests.central.verificar.apoyo import hallazgo, verificar_bytes
from tests.central.verificar.sintetico import (
    VOTOS,
    Acta,
    Estilo,
    escribir,
    fuera,
    pendiente,
    resumen,
    sin_acta,
)
from tests.malos.resultados_zip import zip_de

NUMEROS = st.lists(st.integers(0, 90).map(str), min_size=len(VOTOS), max_size=len(VOTOS)).map(tuple)
ESTILOS = st.builds(
    Estilo,
    separador=st.sampled_from(",|;\t"),
    bom=st.booleans(),
    comillas=st.booleans(),
    apostrofo=st.booleans(),
    linea_sep=st.booleans(),
    blancos=st.booleans(),
    decimales=st.booleans(),
    signo=st.booleans(),
    acentos=st.booleans(),
    variantes=st.booleans(),
    codificacion=st.sampled_from(("utf-8", "cp1252")),
    salto=st.sampled_from(("\n", "\r\n")),
)


@st.composite
def _acta(dibujar: st.DrawFn, seccion: int) -> Acta:
    votos = dibujar(NUMEROS)
    tipo = dibujar(st.sampled_from("BCES"))
    marca = dibujar(st.sampled_from(("SIN DATO", "ILEGIBLE", "SIN DATOS")))
    return dibujar(
        st.sampled_from(
            (
                Acta(seccion, tipo, votos=votos),
                Acta(seccion, tipo, votos=(marca, *votos[1:]), leyenda="ALGÚN CAMPO ILEGIBLE O SIN DATOS"),
                Acta(seccion, votos=(marca,) * 7, leyenda="TODOS ILEGIBLES O SIN DATO", contabilizada="0"),
                Acta(seccion, votos=("900", *votos[1:]), leyenda="EXCEDE LISTA NOMINAL", contabilizada="0"),
                Acta(seccion, votos=("900", *votos[1:]), leyenda="EXCEDE LA LISTA NOMINAL.", contabilizada="0"),
                sin_acta(seccion),
                fuera(seccion),
                pendiente(seccion),
                pendiente(seccion, "EN REVISIÓN"),
            )
        )
    )


@st.composite
def _actas(dibujar: st.DrawFn) -> list[Acta]:
    cuantas = dibujar(st.integers(0, 12))
    return [dibujar(_acta(seccion)) for seccion in range(1, cuantas + 1)]


@given(_actas(), ESTILOS, st.booleans())
def test_cualquier_escritura_vuelve_a_sumar_lo_mismo(actas: list[Acta], estilo: Estilo, con_especiales: bool) -> None:
    declarado = resumen(actas, con_especiales)
    resultado = verificar_bytes(escribir(actas, declarado, estilo))
    assert resultado.concuerda
    assert resultado.calculado == declarado
    assert resultado.filas == len(actas)
    assert not [h for h in resultado.hallazgos if h.regla == "R-16"]


@given(_actas(), ESTILOS, st.data())
def test_cambiar_un_voto_se_nota(actas: list[Acta], estilo: Estilo, datos: st.DataObject) -> None:
    elegible = [i for i, a in enumerate(actas) if a.contabilizada in ("0", "1")] or [len(actas)]
    actas = [*actas, Acta(99)] if elegible == [len(actas)] else actas
    cual = datos.draw(st.sampled_from(elegible))
    acta = actas[cual]
    lugar = datos.draw(st.integers(0, len(VOTOS) - 1))
    antes = acta.votos[lugar]
    nuevo = str((int(antes) if antes.isdigit() else 0) + datos.draw(st.integers(1, 400)))
    cambiada = replace(acta, votos=(*acta.votos[:lugar], nuevo, *acta.votos[lugar + 1 :]))
    total = acta.celdas()["TOTAL_VOTOS_CALCULADO"]
    tocadas = [*actas[:cual], cambiada.con(TOTAL_VOTOS_CALCULADO=total), *actas[cual + 1 :]]
    resultado = verificar_bytes(escribir(tocadas, resumen(actas), estilo))
    assert hallazgo(resultado, "TOTAL_VOTOS_CALCULADO no es la suma") is not None
    assert ("TOTAL_VOTOS_C_CS" in {d.campo for d in resultado.diferencias}) == (acta.contabilizada == "1")


@given(_actas(), st.data())
def test_un_archivo_danado_se_lee_o_se_rechaza_con_una_frase(actas: list[Acta], datos: st.DataObject) -> None:
    """Never another exception: whatever bytes are put anywhere, csv or zip."""
    crudo = escribir(actas)
    if datos.draw(st.booleans()):
        crudo = zip_de(("CDMX_GUB_2024.csv", crudo))
    for _ in range(datos.draw(st.integers(1, 4))):
        desde = datos.draw(st.integers(0, len(crudo)))
        hasta = datos.draw(st.integers(desde, min(len(crudo), desde + 40)))
        crudo = crudo[:desde] + datos.draw(st.binary(max_size=12)) + crudo[hasta:]
    with tempfile.NamedTemporaryFile(suffix=".csv") as archivo:
        archivo.write(crudo)
        archivo.flush()
        try:
            resultados = verificar_archivo(Path(archivo.name))
        except NoEsPrep as error:
            assert "\n" not in str(error)
        else:
            assert all(len(r.calculado) == 13 for r in resultados)
