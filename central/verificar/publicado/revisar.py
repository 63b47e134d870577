"""All that is asked of what is published, in one go: from the signature of each cut to each figure and each image."""

from collections.abc import Sequence
from dataclasses import dataclass

from central.firmado.envolturas import Verificar
from central.verificar.modelo import NoEsPrep
from central.verificar.publicado.cadena import (
    leer_cadena,
    revisar_archivos,
    revisar_cabezas,
    revisar_testigos,
)
from central.verificar.publicado.comprimidos import revisar_comprimidos
from central.verificar.publicado.estadistica import revisar_estadistica
from central.verificar.publicado.estado import revisar_estado
from central.verificar.publicado.falla import ClaseDeFalla, Revisado
from central.verificar.publicado.imagenes import revisar_imagenes
from central.verificar.publicado.lugar import LugarPublicado
from central.verificar.publicado.paginas import revisar_paginas
from central.verificar.publicado.renglones import SitioDelVerificador, revisar_paquetes, revisar_renglones


@dataclass(frozen=True, slots=True)
class Preguntas:
    """`publica`: the centre's key from elsewhere, None to believe that of the site. `vistas`: heads that were kept.

    `todos`: every byte of every cut, not of the shown one alone. `imagenes`: how many, None for all.
    """

    publica: bytes | None = None
    vistas: Sequence[bytes] = ()
    todos: bool = False
    imagenes: int | None = None


@dataclass(frozen=True, slots=True)
class PublicadoVerificado:
    """What was found of a site; `publica`: the key by which it was."""

    publica: str
    publica_dada: bool
    cortes: int
    manifiesto: str
    hallado: Revisado

    @property
    def concuerda(self) -> bool:
        return not self.hallado.fallas

    def lineas(self) -> list[str]:
        h = self.hallado
        fallas = [f"{clase}: {texto}" for clase, texto in h.fallas]
        if self.concuerda:
            fin = "RESULTADO: todo concuerda."
        else:
            fin = f"RESULTADO: {len(h.fallas)} fallas."
        return [*h.dichos, f"Llave del centro: {self.publica}", f"Último manifiesto: {self.manifiesto}", *fallas, fin]


def verificar_publicado(lugar: LugarPublicado, preguntas: Preguntas, verificar: Verificar) -> PublicadoVerificado:
    """Raises NoEsPrep when there is nothing published there that can be read, whatever its files say."""
    try:
        return _verificar(lugar, preguntas, verificar)
    except NoEsPrep:
        raise
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise NoEsPrep("lo publicado no tiene la forma de lo que publica un PREP") from error


def _verificar(lugar: LugarPublicado, preguntas: Preguntas, verificar: Verificar) -> PublicadoVerificado:
    h = Revisado()
    cadena = leer_cadena(lugar, preguntas.publica, verificar, h)
    revisar_archivos(lugar, cadena, preguntas.todos, h)
    revisar_cabezas(lugar, cadena, preguntas.vistas, verificar, h)
    revisar_testigos(lugar, cadena, verificar, h)
    filas = revisar_paquetes(lugar, cadena, h)
    if cadena.actual is not None:
        try:
            sitio = SitioDelVerificador(lugar, cadena)
            _del_puntero(cadena.actual, str(cadena.ultimo.get("indice")), sitio, h)
            revisar_renglones(sitio, filas, cadena, h)
            revisar_estadistica(sitio, filas, h)
            revisar_paginas(lugar, sitio, h)
            revisar_estado(lugar, cadena.actual, h)
            revisar_comprimidos(lugar, sitio, h)
        except NoEsPrep as error:
            h.falla(ClaseDeFalla.FRAGMENTO, f"{error}.")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            h.falla(ClaseDeFalla.FRAGMENTO, f"un fragmento firmado no tiene la forma que dice su esquema ({error!r}).")
        revisar_imagenes(lugar, filas, preguntas.imagenes, h)
    else:
        h.dicho("Aquí no está el sitio, sólo los paquetes: no se revisaron páginas, fragmentos ni imágenes.")
    return PublicadoVerificado(
        cadena.publica.hex(), preguntas.publica is not None, len(cadena.hojas), cadena.manifiesto, h
    )


def _del_puntero(actual: dict[str, object], indice: str, sitio: SitioDelVerificador, h: Revisado) -> None:
    if actual.get("indice") != indice[:24] or actual.get("resumen") != sitio.indice.get("resumen"):
        h.falla(ClaseDeFalla.CADENA, "actual.json no nombra el índice y el resumen que se firmaron.")
