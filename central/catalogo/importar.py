"""Imports a folder of real files as a catalogue, with what each acta's paper says; all errors at once, or all of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from central.catalogo.candidaturas import leer_candidaturas
from central.catalogo.casillas import ArchivoDeCasillas
from central.catalogo.errores import AvisoFila, CatalogoInvalido, Errores
from central.catalogo.faltantes import faltantes
from central.catalogo.filas import N_A, SECCION_EXTRANJERO, FilaActa, LectorFilas
from central.catalogo.formas import LectorDePapel, formas, sumas_distintas
from central.catalogo.fuente import ArchivoDeResultados, FilaDeResultados
from central.catalogo.perfil import EleccionPerfil, Perfil
from central.catalogo.territorios import Territorios
from prep.domain.catalogo.catalogo import CCV, Acta, Candidatura, Catalogo, Forma, Territorio, TipoCasilla, clave_acta
from prep.domain.hechos.campos import Valor

_PROCESO = re.compile(r"[A-Z0-9][A-Z0-9-]{0,29}")
_GRUPO = {TipoCasilla.M: 0, TipoCasilla.A: 1, TipoCasilla.P: 1}  # order of publication; the other types come after


@dataclass(frozen=True, slots=True)
class Importado:
    """A catalogue and, for every acta that stands in a file, its figures and its row."""

    catalogo: Catalogo
    papel: Mapping[str, tuple[Valor, ...]]  # by Acta.clave, in the order of Forma.campos
    origen: Mapping[str, FilaDeResultados]  # by Acta.clave
    avisos: tuple[AvisoFila, ...]


@dataclass(slots=True)
class _Leido:
    """One election's files, as rows."""

    eleccion: EleccionPerfil
    filas: list[FilaActa]
    avisos: list[AvisoFila]
    candidaturas: list[Candidatura]
    fuente: ArchivoDeResultados | None = None  # None: they came from the casillas


def importar(carpeta: Path, perfil: Perfil, proceso: str) -> Importado:
    """The catalogue of the files in `carpeta`. Raises CatalogoInvalido with all that is wrong in all of them."""
    errores = Errores()
    if not _PROCESO.fullmatch(proceso):
        errores.agregar("proceso", 0, "", "el nombre del proceso lleva mayúsculas, dígitos y guiones, hasta 30")
    if not carpeta.is_dir():
        errores.agregar(carpeta.name, 0, "", "no existe esta carpeta")
        raise CatalogoInvalido(errores.lista, errores.total)
    if perfil.casillas:
        leidos = _de_casillas(carpeta, perfil, errores)
    else:
        leidos = [_leer(carpeta, perfil, eleccion, errores) for eleccion in perfil.elecciones]
    if errores.total:
        raise CatalogoInvalido(errores.lista, errores.total)
    return _armar(perfil, proceso, leidos)


def _leer(carpeta: Path, perfil: Perfil, eleccion: EleccionPerfil, errores: Errores) -> _Leido:
    fuente = ArchivoDeResultados(carpeta, perfil, eleccion, errores)
    lector = LectorFilas(eleccion, errores, fuente.escrita, perfil.repetidas)
    leidas = (lector.leer(linea, texto, celdas) for linea, texto, celdas in fuente.leer())
    filas = [fila for fila in leidas if fila is not None]
    candidaturas, de_candidaturas = leer_candidaturas(carpeta, perfil, eleccion, errores)
    avisos = [*lector.avisos, *sumas_distintas(eleccion, filas), *de_candidaturas]
    return _Leido(eleccion, filas, avisos, candidaturas, fuente)


def _de_casillas(carpeta: Path, perfil: Perfil, errores: Errores) -> list[_Leido]:
    """Every election from one file; what was odd in it is told with the first."""
    archivo = ArchivoDeCasillas(carpeta, perfil, errores)
    actas = archivo.leer()
    leidos, avisos = [], archivo.avisos
    for eleccion in perfil.elecciones:
        candidaturas, suyos = leer_candidaturas(carpeta, perfil, eleccion, errores)
        leidos.append(_Leido(eleccion, actas[eleccion.codigo], [*avisos, *suyos], candidaturas))
        avisos = []
    return leidos


def _armar(perfil: Perfil, proceso: str, leidos: list[_Leido]) -> Importado:
    filas = {x.eleccion.codigo: x.filas for x in leidos}
    territorios = Territorios(perfil, filas)
    todas = {codigo: list(suyas) for codigo, suyas in filas.items()}
    if not perfil.casillas:  # which says itself in which elections each casilla is
        for eleccion, fila in faltantes(perfil, filas, territorios):
            todas[eleccion.codigo].append(fila)
    avisos = [a for x in leidos for a in x.avisos]
    las_formas: dict[str, Forma] = {}
    actas: dict[str, Acta] = {}
    papel: dict[str, tuple[Valor, ...]] = {}
    origen: dict[str, FilaDeResultados] = {}
    for x in leidos:
        suyas = formas(x.eleccion, todas[x.eleccion.codigo], avisos)
        las_formas.update(suyas)
        toma = LectorDePapel(x.eleccion, suyas)
        for fila in sorted(todas[x.eleccion.codigo], key=_orden):
            acta = _acta(perfil, x.eleccion, fila, territorios)
            actas[acta.clave] = acta
            if acta.en_archivo and x.fuente is not None:
                papel[acta.clave] = toma.de(acta.clave_forma, fila)
                origen[acta.clave] = x.fuente.origen(fila.linea, fila.texto)
    catalogo = _catalogo(perfil, proceso, las_formas, actas, tuple(c for x in leidos for c in x.candidaturas))
    return Importado(catalogo, papel, origen, (*territorios.avisos, *avisos))


def _orden(fila: FilaActa) -> tuple[int | str, ...]:
    """M first, then early vote and detention, then the rest by territory and casilla."""
    casilla = (fila.territorio, fila.seccion, fila.tipo, fila.numero, fila.extension, fila.codigo, fila.ordinal)
    return (_GRUPO.get(fila.tipo, 2), *casilla)


def _acta(perfil: Perfil, eleccion: EleccionPerfil, fila: FilaActa, territorios: Territorios) -> Acta:
    numero, codigo = fila.numero, fila.codigo
    partes = (eleccion.codigo, fila.territorio, fila.seccion, fila.tipo, numero, fila.extension, codigo, fila.ordinal)
    seccion = SECCION_EXTRANJERO if fila.seccion == N_A else fila.seccion
    publicado = f"{fila.ordinal:02}" if numero == N_A else numero
    return Acta(
        clave=clave_acta(*partes),
        eleccion=eleccion.codigo,
        territorio=fila.territorio,
        seccion=fila.seccion,
        tipo=fila.tipo,
        numero=numero,
        extension=fila.extension,
        codigo=codigo,
        ordinal=fila.ordinal,
        lista_nominal=fila.lista_nominal,
        ubicacion=fila.ubicacion,
        centro=territorios.centro(eleccion, fila),
        clave_casilla=f"{perfil.entidad.id}{seccion}{fila.tipo}{publicado}{fila.extension}",
        en_archivo=fila.linea > 0,
        traslado=fila.traslado,
        representantes=fila.representantes,
        boletas=fila.boletas,
    )


def _catalogo(
    perfil: Perfil,
    proceso: str,
    formas_: Mapping[str, Forma],
    actas: Mapping[str, Acta],
    candidaturas: tuple[Candidatura, ...],
) -> Catalogo:
    """Only the territories and CATD that have an acta, and the CCV always."""
    usados = {(a.eleccion, a.territorio) for a in actas.values()}
    centros = {a.centro for a in actas.values()} | {CCV}
    return Catalogo(
        proceso=proceso,
        entidad=perfil.entidad,
        ajustes=perfil.ajustes,
        elecciones=tuple(e.eleccion for e in perfil.elecciones),
        territorios=tuple(
            Territorio(e.codigo, ident, nombre)
            for e in perfil.elecciones
            for ident, nombre in e.ambito.territorios.items()
            if (e.codigo, ident) in usados
        ),
        centros=tuple(c for c in perfil.centros if c.id in centros),
        formas=formas_,
        convenios=perfil.convenios,
        candidaturas=candidaturas,
        actas=actas,
        convenciones=perfil.convenciones,
        razones=perfil.razones,
        curvas=perfil.curvas,
    )
