"""The page of a cut: plain HTML, no script and nothing from elsewhere; captured and counted said apart (R-29)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from central.firmado.envolturas import ordenes
from central.publico.aspecto import leer_aspecto
from central.publico.paginas import ROTULOS
from central.publico.plantillas import llenar
from central.publico.votos import BarraDeVotos, contendientes, de_candidaturas, de_partidos, nombrar, primeras
from prep.domain.catalogo.catalogo import Catalogo, Eleccion
from prep.domain.publicacion.agregacion import Clave, Nivel, Suma
from prep.domain.publicacion.corte import NOMBRES_RESUMEN, Resumen, cuentan_especiales
from prep.domain.publicacion.porcentajes import porcentaje
from prep.domain.publicacion.reparto import Competidora, por_candidatura

PLANTILLA = "pagina.html"


@dataclass(frozen=True, slots=True)
class RenglonDeTerritorio:
    """One territory. `primero` who has most votes there, or that there is a tie, or a dash."""

    nombre: str
    esperadas: int
    capturadas: int
    pct_capturadas: str
    contabilizadas: int
    pct_contabilizadas: str
    votos: int
    participacion: str
    primero: str


@dataclass(frozen=True, slots=True)
class PaginaDeEleccion:
    """What the page shows of one election. `candidaturas` is empty when each territory has its own."""

    codigo: str
    nombre: str
    resumen: Mapping[str, str]
    figuras: tuple[tuple[str, str], ...]
    candidaturas: tuple[BarraDeVotos, ...]
    partidos: tuple[BarraDeVotos, ...]
    territorio: str
    renglones: tuple[RenglonDeTerritorio, ...]
    zip: str


def tablero(
    catalogo: Catalogo,
    eleccion: Eleccion,
    resumen: Resumen,
    sumas: Mapping[Nivel, Mapping[Clave, Suma]],
    ultimo: bool,
    archivo: str,
) -> PaginaDeEleccion:
    """The election's part of the page; `archivo` is the name of its zip."""
    por_territorio = {clave[0]: suma for clave, suma in sumas[Nivel.TERRITORIO].items()}
    quienes = contendientes(catalogo, eleccion, por_territorio)
    nombres = {t.id: t.nombre for t in catalogo.territorios if t.eleccion == eleccion.codigo}
    return PaginaDeEleccion(
        eleccion.codigo,
        eleccion.nombre,
        dict(zip(NOMBRES_RESUMEN, resumen.textos, strict=True)),
        tuple((ROTULOS[nombre], texto) for nombre, texto in zip(NOMBRES_RESUMEN, resumen.textos, strict=True)),
        de_candidaturas(catalogo, eleccion, quienes, por_territorio),
        de_partidos(catalogo, eleccion, sumas[Nivel.TERRITORIO]),
        leer_aspecto(catalogo.entidad).ambito(eleccion.territorio).uno.capitalize(),
        tuple(
            _renglon(catalogo, territorio, nombres.get(territorio, ""), suma, quienes[territorio], ultimo)
            for territorio, suma in sorted(por_territorio.items())
        ),
        archivo,
    )


def pagina(
    catalogo: Catalogo,
    momento: datetime,
    numero: int,
    ultimo: bool,
    tableros: Sequence[PaginaDeEleccion],
    archivo: str,
    sha256: str,
    en_revision: int,
    publica: bytes,
) -> bytes:
    """The page's bytes, with the name and hash of the zip of all, and how to check what `publica` signed.

    It links to the manifest and cannot say its hash, because the manifest says the page's.
    """
    ajustes = catalogo.ajustes
    return llenar(
        PLANTILLA,
        entidad=catalogo.entidad,
        proceso=catalogo.proceso,
        simulacro=not ajustes.real,
        momento=momento.astimezone(ZoneInfo(ajustes.zona)),
        desfase=ajustes.desfase_publicado,
        numero=numero,
        ultimo=ultimo,
        con_especiales=cuentan_especiales(ajustes, ultimo),
        elecciones=tableros,
        archivo=archivo,
        sha256=sha256,
        en_revision=en_revision,
        publica=publica.hex(),
        ordenes=ordenes(publica),
    ).encode()


def _renglon(
    catalogo: Catalogo, territorio: str, nombre: str, suma: Suma, quienes: tuple[Competidora, ...], ultimo: bool
) -> RenglonDeTerritorio:
    esperadas = suma.actas - suma.fuera_catalogo
    votos = suma.total if cuentan_especiales(catalogo.ajustes, ultimo) else suma.total - suma.total_especiales
    return RenglonDeTerritorio(
        f"{territorio} {nombre}".strip(),
        esperadas,
        suma.capturadas,
        porcentaje(suma.capturadas, esperadas),
        suma.contabilizadas,
        porcentaje(suma.contabilizadas, esperadas),
        suma.total,
        porcentaje(votos, suma.lista_nominal),
        _primero(por_candidatura(quienes, suma)),
    )


def _primero(votos: Mapping[str, int]) -> str:
    punteras = [nombrar(c) for c in primeras(votos)]
    if not punteras:
        return "—"
    return punteras[0] if len(punteras) == 1 else f"Empate: {', '.join(punteras)}"
