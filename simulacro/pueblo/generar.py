"""Writes an invented election of the shape of the real files, the same to the byte for the same seed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from central.catalogo.perfil import (
    CALCULADO,
    LISTA_NOMINAL,
    MOMENTO,
    REPRESENTANTES,
    EleccionPerfil,
    Perfil,
)
from prep.domain.catalogo.catalogo import ASENTADO, TOTALES, TipoCasilla
from prep.domain.publicacion.porcentajes import porcentaje
from simulacro.pueblo.azar import Azar
from simulacro.pueblo.cifras import Cifras
from simulacro.pueblo.inventar import ESCALAS, CasillaInventada, inventar
from simulacro.pueblo.nombres import candidaturas

RESUMEN = (
    "ACTAS_ESPERADAS",
    "ACTAS_CAPTURADAS",
    "PORCENTAJE_ACTAS_CAPTURADAS",
    "ACTAS_COMPUTADAS",
    "PORCENTAJE_ACTAS_COMPUTADAS",
    "LISTA_NOMINAL_ACTAS_CAPTURADAS",
    "TOTAL_VOTOS",
    "PORCENTAJE_PARTICIPACION_CIUDADANA",
)
EXCEDEN = {"pueblo": 0.005, "ciudad": 0.00025}  # share of actas with more votes than voters
SEPARACION = '"\t","\t","\t","\t"'
NOCHE_S = 18 * 3600


def generar(carpeta: Path, perfil: Perfil, semilla: int, escala: str) -> None:
    """Writes the two files of each election of `perfil` into `carpeta` (made if missing). Raises OSError."""
    carpeta.mkdir(parents=True, exist_ok=True)
    casillas = inventar(perfil, ESCALAS[escala], Azar(semilla, escala, "casillas"))
    for lugar, eleccion in enumerate(perfil.elecciones):
        cifras = Cifras(semilla, eleccion, EXCEDEN[escala])
        azar = Azar(semilla, "momentos", eleccion.codigo)
        filas = [
            _fila(perfil, eleccion, casilla, codigo, cifras, azar)
            for casilla in _en_orden(eleccion, casillas)
            for codigo in eleccion.esperados(casilla.tipo, casilla.urna)
        ]
        _escribir(carpeta / eleccion.archivo, _resultados(perfil, eleccion, lugar, filas), "utf-8")
        usados = sorted({f[eleccion.ambito.columnas[0]] for f in filas} - {eleccion.ambito.extranjero})
        ultima = lugar == len(perfil.elecciones) - 1
        texto = _candidaturas(perfil, eleccion, [str(t) for t in usados], Azar(semilla, "nombres", eleccion.codigo))
        _escribir(carpeta / eleccion.candidaturas, texto, "cp1252" if ultima else "utf-8-sig")


def _en_orden(eleccion: EleccionPerfil, casillas: Sequence[CasillaInventada]) -> list[CasillaInventada]:
    """The casillas that this file has, abroad first, then by territory, as in the real files."""
    ambito = eleccion.ambito.nombre
    suyas = [c for c in casillas if eleccion.codigo not in c.faltas and c.territorios[ambito]]
    return sorted(suyas, key=lambda c: (c.tipo is not TipoCasilla.M, c.territorios[ambito], c.seccion))


def _fila(
    perfil: Perfil, eleccion: EleccionPerfil, casilla: CasillaInventada, codigo: str, cifras: Cifras, azar: Azar
) -> dict[str, str | int]:
    """One row, by published column name."""
    territorio = casilla.territorios[eleccion.ambito.nombre]
    numeros = cifras.de(casilla, territorio, codigo)
    total = sum(numeros[v] for v in eleccion.votos)
    momento = datetime(perfil.entidad.anio, 6, 2, 20) + timedelta(seconds=azar.entero(0, NOCHE_S))  # noqa: DTZ001 - text
    return {
        **dict(zip(eleccion.ambito.columnas, (territorio, eleccion.ambito.territorios[territorio]), strict=False)),
        "SECCION": casilla.seccion,
        "ID_CASILLA": casilla.numero,
        "TIPO_CASILLA": str(casilla.tipo),
        "EXT_CONTIGUA": "00",
        "UBICACION_CASILLA": casilla.ubicacion,
        "TIPO_ACTA": codigo,
        **numeros,
        ASENTADO: cifras.asentado(total, eleccion.codigos[codigo].codigo.especial),
        CALCULADO: total,
        LISTA_NOMINAL: casilla.lista_nominal,
        REPRESENTANTES: numeros[TOTALES[2]],
        MOMENTO: f'"{momento:%d/%m/%Y %H:%M:%S} ({perfil.ajustes.desfase_publicado})"',
    }


def _resultados(
    perfil: Perfil, eleccion: EleccionPerfil, lugar: int, filas: Sequence[dict[str, str | int]]
) -> Iterable[str]:
    """The lines of a results file: six of header, the columns as this file spells them, the rows."""
    separador, columnas = perfil.ajustes.separador, (*eleccion.columnas, MOMENTO)
    votos = sum(int(f[CALCULADO]) for f in filas)
    lista = sum(int(f[LISTA_NOMINAL]) for f in filas)
    esperadas = len(filas) + max(1, len(filas) // 120)
    capturadas = porcentaje(len(filas), esperadas)
    resumen = [esperadas, len(filas), capturadas, len(filas), capturadas, lista, votos, porcentaje(votos, lista)]
    if lugar == 2:
        resumen.insert(1, 0)  # the third real file has a value more than names
    yield f'"{eleccion.titulos[-1]}"'
    yield f'"03/06/{perfil.entidad.anio} 14:40({perfil.ajustes.desfase_publicado})"'
    yield SEPARACION.replace(",", separador)
    yield separador.join(RESUMEN)
    yield separador.join(map(str, resumen))
    yield SEPARACION.replace(",", separador)
    yield separador.join(_escritura(perfil, c, lugar) for c in columnas)
    for fila in filas:
        yield separador.join(str(fila[c]) for c in columnas)


def _escritura(perfil: Perfil, columna: str, lugar: int) -> str:
    """One of the spellings of a column: they vary from file to file."""
    formas = [columna, *(e for e, publicado in perfil.encabezados.items() if publicado == columna)]
    return formas[(lugar + 1) % len(formas)]


def _candidaturas(perfil: Perfil, eleccion: EleccionPerfil, usados: list[str], azar: Azar) -> Iterable[str]:
    separador, ambito = perfil.ajustes.separador, eleccion.ambito
    propietaria = ("CANDIDATURA_PROPIETARIA", "CANDIDATURA_SUPLENTE") if eleccion.suplente else ("CANDIDATURA",)
    territorio = ambito.columnas if eleccion.por_territorio else ()
    yield separador.join(("ID_ENTIDAD", *territorio, perfil.ajustes.candidaturas.columna, *propietaria))
    entidad = perfil.entidad.id.lstrip("0")
    for ident in usados if eleccion.por_territorio else usados[:1]:
        lugar = (ident.lstrip("0"), ambito.territorios[ident])[: len(territorio)]
        for partidos, titular, suplente in candidaturas(perfil, eleccion, ident, azar):
            personas = (titular, suplente)[: len(propietaria)]
            celdas = (entidad, *lugar, partidos, *personas)
            yield separador.join(f'"{c}"' if separador in c else c for c in celdas)


def _escribir(ruta: Path, lineas: Iterable[str], codificacion: str) -> None:
    """All of the file or nothing of it."""
    parcial = ruta.with_name(f".{ruta.name}.parcial")
    parcial.write_bytes("".join(f"{linea}\n" for linea in lineas).encode(codificacion))
    parcial.replace(ruta)
