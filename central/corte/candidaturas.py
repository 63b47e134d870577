"""The candidacies file of an election, in the shape of IECM's: UTF-8 with BOM."""

from prep.domain.catalogo.ajustes import ArchivoCandidaturas
from prep.domain.catalogo.catalogo import Candidatura, Catalogo, Eleccion
from prep.domain.publicacion.corte import renglon

BOM = "\ufeff"


def encabezados_candidaturas(catalogo: Catalogo, eleccion: Eleccion) -> tuple[str, ...]:
    """Territory columns only where a candidacy is of one territory; two names only where there is a suplente."""
    propias = _propias(catalogo, eleccion)
    territorio = eleccion.columnas_territorio if any(c.territorio for c in propias) else ()
    nombres: tuple[str, ...] = ("CANDIDATURA",)
    if any(c.suplente for c in propias):
        nombres = ("CANDIDATURA_PROPIETARIA", "CANDIDATURA_SUPLENTE")
    return ("ID_ENTIDAD", *territorio, catalogo.ajustes.candidaturas.columna, *nombres)


def archivo_candidaturas(catalogo: Catalogo, eleccion: Eleccion, separador: str) -> bytes:
    """Its bytes, one line per candidacy in the catalogue's order."""
    encabezados = encabezados_candidaturas(catalogo, eleccion)
    nombres = {t.id: t.nombre for t in catalogo.territorios if t.eleccion == eleccion.codigo}
    renglones = [encabezados]
    for candidatura in _propias(catalogo, eleccion):
        lugar = (_clave(candidatura.territorio, catalogo.ajustes.candidaturas), nombres.get(candidatura.territorio, ""))
        suplente = (candidatura.suplente,) if "CANDIDATURA_SUPLENTE" in encabezados else ()
        territorio = lugar[: len(eleccion.columnas_territorio)] if _con_territorio(eleccion, encabezados) else ()
        renglones.append((catalogo.entidad.id, *territorio, candidatura.partidos, candidatura.propietaria, *suplente))
    return (BOM + "".join(renglon(r, separador) for r in renglones)).encode()


def _propias(catalogo: Catalogo, eleccion: Eleccion) -> list[Candidatura]:
    return [c for c in catalogo.candidaturas if c.eleccion == eleccion.codigo]


def _con_territorio(eleccion: Eleccion, encabezados: tuple[str, ...]) -> bool:
    return encabezados[1] in eleccion.columnas_territorio


def _clave(territorio: str, de: ArchivoCandidaturas) -> str:
    """At two characters, as IECM's dictionary says; elsewhere as in the results."""
    dos = de is ArchivoCandidaturas.IECM and territorio.isdigit()
    return f"{int(territorio):02d}" if dos else territorio
