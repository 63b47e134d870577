"""Reads an entity's profile (`resources/entidades/*.toml`) by its grammar: all that is wrong is told at once."""

from dataclasses import fields
from pathlib import Path

from central.catalogo.errores import causa
from central.catalogo.gramatica import CodigoToml, ColumnaToml, ComunToml, EleccionToml, PerfilToml
from central.catalogo.perfil import Ambito, CodigoPerfil, EleccionPerfil, Perfil
from prep.ajeno.lectura import de_toml, leer_archivo
from prep.ajeno.reparos import AjenoInvalido
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    CCV,
    CandidaturaComun,
    Centro,
    Codigo,
    ColorDeActa,
    Columna,
    Convenio,
    Eleccion,
    Entidad,
)
from prep.domain.catalogo.convenciones import CONVENCIONES, Convencion
from prep.domain.catalogo.curvas import CURVAS, curva
from prep.domain.catalogo.razones import RAZONES, RazonDeDiferencia
from prep.recursos import RECURSOS

CARPETA = RECURSOS / "entidades"
TAMANO_MAX = 1_000_000


class PerfilInvalido(ValueError):
    """The profile is not there or says something it cannot; one line for each thing, with its place."""


def cargar(nombre: str) -> Perfil:
    """The profile of that name in `resources/entidades`, or the one in the file of that path (it ends in `.toml`).

    Raises PerfilInvalido: it is not there, or something in it cannot be.
    """
    ruta = Path(nombre) if nombre.endswith(".toml") else CARPETA / f"{nombre}.toml"
    if not ruta.is_file():
        conocidos = ", ".join(sorted(r.stem for r in CARPETA.glob("*.toml")))
        raise PerfilInvalido(f"no existe el perfil {nombre}; los que hay son: {conocidos}")
    try:
        return _perfil(de_toml(leer_archivo(ruta, TAMANO_MAX), PerfilToml))
    except AjenoInvalido as error:
        raise PerfilInvalido("\n".join(error.lineas(ruta.name))) from error
    except OSError as error:
        raise PerfilInvalido(f"{ruta.name}: no se puede leer: {causa(error)}") from error


def _perfil(dicho: PerfilToml) -> Perfil:
    ambitos = {
        a.nombre: Ambito(a.nombre, a.columnas, a.extranjero, {t.id: t.nombre for t in a.territorios})
        for a in dicho.ambitos
    }
    catd = dicho.centros.catd
    compite = [
        {c.codigo: _donde(c, frozenset(ambitos[e.ambito].territorios)) for c in e.columnas} for e in dicho.elecciones
    ]
    return Perfil(
        entidad=Entidad(**dicho.entidad.model_dump()),
        ajustes=Ajustes(**{c.name: getattr(dicho.ajustes, c.name) for c in fields(Ajustes)}),
        encabezados={escrito: publicado for publicado, todos in dicho.encabezados.items() for escrito in todos},
        partidos=dicho.partidos,
        ambitos=ambitos,
        ambito_centros=ambitos[dicho.centros.ambito],
        centros=(*(Centro(c.id, c.nombre) for c in catd), Centro(CCV, dicho.centros.ccv)),
        centro_de={(dicho.centros.ambito_de(c), t): c.id for c in catd for t in c.territorios},
        elecciones=tuple(_eleccion(dicho, e, ambitos, c) for e, c in zip(dicho.elecciones, compite, strict=True)),
        casillas=dicho.casillas,
        repetidas=dicho.repetidas,
        convenios=tuple(
            Convenio(e.codigo, v.columna, tuple(sorted(c[v.columna])), tuple(v.reparto.items()), v.resto)
            for e, c in zip(dicho.elecciones, compite, strict=True)
            for v in e.convenios
        ),
        convenciones=tuple(Convencion(**c.model_dump()) for c in dicho.convenciones) or CONVENCIONES,
        razones=tuple(RazonDeDiferencia(**r.model_dump()) for r in dicho.razones) or RAZONES,
        curvas=tuple(curva(c.nombre, c.puntos) for c in dicho.curvas) or CURVAS,
    )


def _donde(dicha: ColumnaToml | ComunToml, todos: frozenset[str]) -> frozenset[str]:
    """The territories where a vote column competes, or where parties share a candidate (R-15)."""
    return frozenset(dicha.solo) if "solo" in dicha.model_fields_set else todos - frozenset(dicha.menos)


def _eleccion(
    perfil: PerfilToml, dicha: EleccionToml, ambitos: dict[str, Ambito], compite: dict[str, frozenset[str]]
) -> EleccionPerfil:
    ambito = ambitos[dicha.ambito]
    codigos = {c.codigo: _codigo(c) for c in dicha.codigos}
    eleccion = Eleccion(
        dicha.codigo,
        dicha.nombre,
        tuple(Columna(c.codigo, c.clase, c.partidos) for c in dicha.columnas),
        tuple(c.codigo for c in codigos.values()),
        ambito.columnas,
        tuple(
            CandidaturaComun(c.partidos, tuple(sorted(_donde(c, frozenset(ambito.territorios))))) for c in dicha.comunes
        ),
        color=ColorDeActa(**dicha.color.model_dump()) if dicha.color else None,
        corto=dicha.corto,
    )
    return EleccionPerfil(
        eleccion=eleccion,
        titulos=(eleccion.nombre, *dicha.titulos),
        ambito=ambito,
        ambito_centros=ambitos[dicha.centros or perfil.centros.ambito],
        archivo=perfil.casillas or dicha.archivo,
        candidaturas=dicha.candidaturas.archivo,
        por_territorio=dicha.candidaturas.por_territorio,
        suplente=dicha.candidaturas.suplente,
        codigos=codigos,
        compite=compite,
    )


def _codigo(dicho: CodigoToml) -> CodigoPerfil:
    codigo = Codigo(dicho.codigo, dicho.documento, dicho.especial, dicho.rp)
    return CodigoPerfil(codigo, frozenset(dicho.tipos), dicho.urna, dicho.totales)
