"""A cut before any file: its rows, its sums, and what the checks over rows say (R-26)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from psycopg import Connection

from central.arbitro.contexto import Contexto
from central.corte import comprobaciones, foto
from central.corte.correcciones import SIN_SABER, LineaCorregida
from central.corte.corregidas import Mostradas, Preguntar, lineas_nuevas
from central.corte.manifiesto import SIN_ANTERIOR, Cabeza, SinComprobar
from central.corte.por_que import por_que
from central.corte.renglones import FilasDelCorte, FotoLeida, Sellos, componer
from central.corte.revision import INTEGRIDAD, FilaEnRevision, retener, revisar, sin_liberadas, sin_plegar
from central.nodo.centro import CENTRO
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.agregacion import Clave, Nivel, Suma, subir, sumar
from prep.domain.publicacion.columnas import EN_CAMINO
from prep.domain.publicacion.corte import NOMBRES_RESUMEN, Resumen, orden_publicacion, resumen_de
from prep.domain.publicacion.filas import Fila, Filas, con_nota
from prep.store.catalogo_json import huella_de

Sumas = Mapping[Nivel, Mapping[Clave, Suma]]


@dataclass(frozen=True, slots=True)
class Composicion:
    """`mostradas` are the rows as shown, by acta; `por_eleccion` the same in the order of publication.

    `razones` (cut class) are sentences: with one or more the cut does not go out. `fallas` are the row class. `hojas`:
    the leaves of the log of cuts, of those before.
    """

    catalogo: Catalogo
    huella_del_catalogo: str
    numero: int
    ahora: datetime
    ultimo: bool
    anterior: str
    hojas: tuple[bytes, ...]
    semilla: int
    cabezas: tuple[Cabeza, ...]
    sin_comprobar: tuple[SinComprobar, ...]
    publica: bytes
    renglones: FilasDelCorte
    sellos: Sellos
    mostradas: Mapping[str, Fila]
    por_eleccion: Mapping[str, list[Fila]]
    sumas: Mapping[str, Sumas]
    resumenes: Mapping[str, Resumen]
    fallas: tuple[FilaEnRevision, ...]
    correcciones: tuple[LineaCorregida, ...]
    razones: tuple[str, ...]

    @property
    def publicadas(self) -> int:
        return sum(f.registrada for f in self.mostradas.values())

    @property
    def en_revision(self) -> int:
        return len({f.acta for f in self.fallas})


def componer_corte(
    conexion: Connection[Any],
    contexto: Contexto,
    sellos: Sellos,
    anterior: foto.CorteAnterior | None,
    previa: Sequence[LineaCorregida],
    ahora: datetime,
    ultimo: bool,
    avisar: Callable[[str], None],
) -> Composicion:
    """Everything of the cut that the snapshot of `conexion` decides; `previa`: the list of corrected rows so far."""
    catalogo = contexto.catalogo
    numero = anterior.numero + 1 if anterior else 1
    base = _leer(conexion)
    renglones = componer(conexion, contexto, base, sellos, numero, avisar)
    avisar("Comprobando los renglones.")
    fallas = _fallas(conexion, catalogo, renglones, ahora)
    mostradas = _mostradas(catalogo, renglones, fallas)
    por_eleccion = _por_eleccion(catalogo, mostradas)
    sumas = {e: _sumas(filas) for e, filas in por_eleccion.items()}
    desde = {clave: publicada.corte for clave, publicada in base.publicadas.items()}
    filas = Mostradas(renglones.ultimas, desde, mostradas, por_eleccion)
    averiguar = partial(por_que, conexion, contexto)
    nuevas = lineas_nuevas(catalogo, numero, ahora, previa, filas, averiguar)
    esperadas, huella = _esperadas(catalogo), huella_de(catalogo)
    resumenes = {
        e: resumen_de(suma[Nivel.ENTIDAD].get((), Suma()), esperadas[e], catalogo.ajustes, ultimo)
        for e, suma in sumas.items()
    }
    sin_estado = [clave for clave in foto.sin_estado(conexion) if clave not in base.detenidas]
    razones = [
        *renglones.diferencias,
        *(f"El acta {clave} tiene hechos y no tiene estado." for clave in sin_estado),
        *comprobaciones.esperadas(anterior.resumenes if anterior else {}, esperadas),
        *comprobaciones.mismo_catalogo(anterior.catalogo if anterior else "", huella),
        *_retrocesos(averiguar, base, renglones, mostradas, fallas, anterior, resumenes),
        *(razon for e, suma in sumas.items() for razon in comprobaciones.niveles(e, suma)),
    ]
    return Composicion(
        catalogo=catalogo, huella_del_catalogo=huella, numero=numero, ahora=ahora, ultimo=ultimo,
        anterior=anterior.sha256 if anterior else SIN_ANTERIOR, hojas=foto.hojas(conexion), semilla=numero,
        cabezas=foto.cabezas(conexion), sin_comprobar=foto.sin_comprobar(conexion),
        publica=foto.publica(conexion, CENTRO), renglones=renglones, sellos=sellos, mostradas=mostradas,
        por_eleccion=por_eleccion, sumas=sumas, resumenes=resumenes, fallas=tuple(fallas),
        correcciones=(*previa, *nuevas), razones=tuple(razones),
    )  # fmt: skip


def _leer(conexion: Connection[Any]) -> FotoLeida:
    return FotoLeida(
        foto.derivadas(conexion),
        foto.publicadas(conexion),
        foto.por_plegar(conexion),
        foto.por_publicar(conexion),
        foto.detenidas(conexion),
    )


def _fallas(
    conexion: Connection[Any], catalogo: Catalogo, renglones: FilasDelCorte, ahora: datetime
) -> list[FilaEnRevision]:
    """What each row is held for; a row whose image is still on its way says so from here on."""
    periodo = foto.periodo(conexion, ahora, catalogo.ajustes.zona)
    viajeras = foto.viajeras(conexion)
    for clave, fila in renglones.filas.items() if viajeras else ():
        if fila.textos[INTEGRIDAD] in viajeras:
            renglones.filas[clave] = con_nota(fila, EN_CAMINO)
    fallas = [sin_plegar(clave, razon) for clave, razon in renglones.retenidas.items() if clave in renglones.filas]
    sanas = [fila for clave, fila in renglones.filas.items() if clave not in renglones.retenidas]
    dichas = revisar(sanas, foto.imagenes(conexion) | viajeras, periodo)
    return fallas + sin_liberadas(dichas, foto.liberadas(conexion, {f.acta for f in dichas}))


def _mostradas(catalogo: Catalogo, renglones: FilasDelCorte, fallas: list[FilaEnRevision]) -> dict[str, Fila]:
    fabrica = Filas(catalogo)
    filas = retener(
        renglones.filas.values(), fallas, renglones.ultimas, lambda f: fabrica.fila(f.acta, None, en_revision=True)
    )
    return {fila.acta.clave: fila for fila in filas}


def _por_eleccion(catalogo: Catalogo, mostradas: Mapping[str, Fila]) -> dict[str, list[Fila]]:
    grupos: dict[str, list[Fila]] = {e.codigo: [] for e in catalogo.elecciones}
    for fila in mostradas.values():
        grupos[fila.acta.eleccion].append(fila)
    return {eleccion: orden_publicacion(filas) for eleccion, filas in grupos.items()}


def _sumas(filas: list[Fila]) -> Sumas:
    """The entity's by itself; a territory's from its sections (a casilla's is its row)."""
    secciones = sumar(filas, Nivel.SECCION)
    return {Nivel.ENTIDAD: sumar(filas, Nivel.ENTIDAD), Nivel.TERRITORIO: subir(secciones), Nivel.SECCION: secciones}


def _esperadas(catalogo: Catalogo) -> dict[str, int]:
    cuenta = {e.codigo: 0 for e in catalogo.elecciones}
    for acta in catalogo.actas.values():
        cuenta[acta.eleccion] += 1
    return cuenta


def _retrocesos(
    averiguar: Preguntar,
    base: FotoLeida,
    renglones: FilasDelCorte,
    mostradas: Mapping[str, Fila],
    fallas: list[FilaEnRevision],
    anterior: foto.CorteAnterior | None,
    resumenes: Mapping[str, Resumen],
) -> list[str]:
    """What was shown and no longer is must be explained by a fact; held rows stay as they were shown."""
    retenidas = {f.acta for f in fallas}
    ultimas = {clave: fila for clave, fila in renglones.ultimas.items() if clave not in retenidas}
    cambiadas = comprobaciones.cambios(ultimas, mostradas)
    desde = {clave: base.publicadas[clave].corte for clave in cambiadas}
    explicadas = {clave for clave, porque in averiguar(desde).items() if porque != SIN_SABER}
    razones = comprobaciones.inexplicados(cambiadas, explicadas)
    for eleccion, figuras in (anterior.resumenes if anterior else {}).items():
        if eleccion in resumenes:
            nuevo = dict(zip(NOMBRES_RESUMEN, resumenes[eleccion].textos, strict=True))
            razones += comprobaciones.retrocesos(eleccion, figuras, nuevo, renglones.ultimas, mostradas)
    return razones
