"""The page of a cut: plain HTML, no script and nothing from elsewhere; captured and counted said apart (R-29)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from central.corte.recursos import llenar
from prep.domain.catalogo.catalogo import NO_REGISTRADAS, NULOS, Catalogo, Eleccion
from prep.domain.publicacion.agregacion import Clave, Nivel, Suma
from prep.domain.publicacion.corte import NOMBRES_RESUMEN, Resumen, cuentan_especiales
from prep.domain.publicacion.porcentajes import porcentaje
from prep.domain.publicacion.reparto import Competidora, SinConvenio, competidoras, por_candidatura, por_partido_entidad

PLANTILLA = "pagina.html"
CANDIDATURAS = {NO_REGISTRADAS: "Candidaturas no registradas", NULOS: "Votos nulos"}
ROTULOS: Mapping[str, str] = {
    "ACTAS_ESPERADAS": "Actas esperadas",
    "ACTAS_REGISTRADAS": "Actas registradas",
    "ACTAS_FUERA_CATALOGO": "Actas fuera de catálogo",
    "ACTAS_CAPTURADAS": "Actas capturadas",
    "PORCENTAJE_ACTAS_CAPTURADAS": "Porcentaje de actas capturadas",
    "ACTAS_CONTABILIZADAS": "Actas contabilizadas",
    "PORCENTAJE_ACTAS_CONTABILIZADAS": "Porcentaje de actas contabilizadas",
    "PORCENTAJE_ACTAS_INCONSISTENCIAS": "Porcentaje de actas con inconsistencias",
    "ACTAS_NO_CONTABILIZADAS": "Actas no contabilizadas",
    "LISTA_NOMINAL_ACTAS_CONTABILIZADAS": "Lista nominal de las actas contabilizadas",
    "TOTAL_VOTOS_C_CS": "Votos con casillas especiales",
    "TOTAL_VOTOS_S_CS": "Votos sin casillas especiales",
    "PORCENTAJE_PARTICIPACION_CIUDADANA": "Participación ciudadana (%)",
}


@dataclass(frozen=True, slots=True)
class BarraDeVotos:
    """One line of votes; `porcentaje` of all the votes, truncated (R-17)."""

    nombre: str
    votos: int
    porcentaje: str


@dataclass(frozen=True, slots=True)
class RenglonDeTerritorio:
    """One district or alcaldía. `primero` who has most votes there, or that there is a tie, or a dash."""

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
    quienes = _contendientes(catalogo, eleccion, por_territorio)
    nombres = {t.id: t.nombre for t in catalogo.territorios if t.eleccion == eleccion.codigo}
    return PaginaDeEleccion(
        eleccion.codigo,
        eleccion.nombre,
        dict(zip(NOMBRES_RESUMEN, resumen.textos, strict=True)),
        tuple((ROTULOS[nombre], texto) for nombre, texto in zip(NOMBRES_RESUMEN, resumen.textos, strict=True)),
        _candidaturas(catalogo, eleccion, quienes, por_territorio),
        _partidos(catalogo, eleccion, sumas[Nivel.TERRITORIO]),
        "Alcaldía" if "ALCALDIA" in eleccion.columnas_territorio else _rotulo(eleccion),
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
) -> bytes:
    """The page's bytes, with the name and hash of the zip of all.

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
    ).encode()


def _contendientes(
    catalogo: Catalogo, eleccion: Eleccion, territorios: Iterable[str]
) -> dict[str, tuple[Competidora, ...]]:
    codigos = {c.codigo for c in eleccion.codigos}
    formas = [f for f in catalogo.formas.values() if f.eleccion == eleccion.codigo and f.codigo in codigos]
    return {t: competidoras(eleccion, [f for f in formas if f.territorio == t]) for t in territorios}


def _candidaturas(
    catalogo: Catalogo,
    eleccion: Eleccion,
    quienes: Mapping[str, tuple[Competidora, ...]],
    sumas: Mapping[str, Suma],
) -> tuple[BarraDeVotos, ...]:
    """Only where the same candidacies stand in the whole entity (Jefatura, or an election of one territory)."""
    propias = [c for c in catalogo.candidaturas if c.eleccion == eleccion.codigo]
    if len(sumas) > 1 and (not propias or any(c.territorio for c in propias)):
        return ()
    votos: dict[str, int] = {}
    for territorio, suma in sumas.items():
        for codigo, suyos in por_candidatura(quienes[territorio], suma).items():
            votos[codigo] = votos.get(codigo, 0) + suyos
    return _barras(votos)


def _partidos(catalogo: Catalogo, eleccion: Eleccion, sumas: Mapping[Clave, Suma]) -> tuple[BarraDeVotos, ...]:
    """Empty when a candidatura común has votes and no agreement to share them: figures are not made up."""
    try:
        return _barras(por_partido_entidad(catalogo, eleccion, {(c[0],): s for c, s in sumas.items()}))
    except SinConvenio:
        return ()


def _barras(votos: Mapping[str, int]) -> tuple[BarraDeVotos, ...]:
    """Most votes first; no registradas and nulos last."""
    total = sum(votos.values())
    orden = sorted(votos, key=lambda c: (c in CANDIDATURAS, -votos[c] if c not in CANDIDATURAS else 0))
    return tuple(
        BarraDeVotos(CANDIDATURAS.get(c, c.replace("_", "-")), votos[c], porcentaje(votos[c], total)) for c in orden
    )


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
    candidaturas = {c: v for c, v in votos.items() if c not in CANDIDATURAS}
    mayor = max(candidaturas.values(), default=0)
    punteras = [c.replace("_", "-") for c, v in candidaturas.items() if v == mayor]
    if mayor == 0:
        return "—"
    return punteras[0] if len(punteras) == 1 else f"Empate: {', '.join(punteras)}"


def _rotulo(eleccion: Eleccion) -> str:
    """`ID_DISTRITO_LOCAL` as `Distrito local`."""
    return eleccion.columnas_territorio[0].removeprefix("ID_").replace("_", " ").capitalize()
