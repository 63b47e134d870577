"""What was read on an acta as its identification, as a key: any key, since reading another one is a finding (R-11)."""

from collections.abc import Iterable

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.catalogo.catalogo import CCV, Acta, Catalogo, TipoCasilla, clave_acta
from prep.domain.catalogo.etiqueta import EtiquetaInvalida, leer_etiqueta
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from prep.services.digitalizacion.hojas import A_MANO, DOS_ACTAS, SIN_ETIQUETA
from prep.services.estacion.directorio import Directorio
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Estacion


def de_etiquetas(estacion: Estacion, textos: Iterable[str]) -> tuple[str, str]:
    """The key that the labels of a page say, or "" and why not."""
    catalogo = estacion.catalogo
    if catalogo.ajustes.identificacion_catd is Identificacion.MANUAL:
        return "", A_MANO
    claves: set[str] = set()
    motivo = SIN_ETIQUETA
    for texto in textos:
        try:
            claves.add(estacion.acta(leer_etiqueta(texto, catalogo.proceso)).clave)
        except EtiquetaInvalida as error:
            motivo = f"El código no sirve: {error}. Diga de qué acta es."
        except NoProcede as error:
            motivo = str(error)
    if len(claves) > 1:
        return "", DOS_ACTAS
    return (claves.pop(), "") if claves else ("", motivo)


def clave_de_fuera(catalogo: Catalogo, acta: Acta, seccion: str, tipo: str, numero: str, extension: str) -> str:
    """The key fuera de catálogo of the casilla read so (R-10c); raises DatoInvalido, also for an approved one."""
    leida = clave_leida(catalogo, acta, seccion, tipo, numero, extension)
    if leida in catalogo.actas:
        raise DatoInvalido("Esa casilla sí está en el catálogo. Use «Es otra acta» (F11).")
    partes = (seccion.zfill(4), tipo.strip().upper(), numero.zfill(2), (extension or "0").zfill(2))
    return clave_fc(acta.eleccion, acta.territorio, *partes, acta.codigo, 1)


def exigir_de_aqui(directorio: Directorio, sitio: str, seccion: str) -> None:
    """Raises DatoInvalido for a section of another centre: its acta is neither of `sitio` nor fuera de catálogo."""
    suya = seccion.zfill(4)
    centro = directorio.centro(suya)
    if centro and sitio not in centro.split(" y "):
        lugar = centro if centro == CCV else f"CATD {centro}"
        raise DatoInvalido(
            f"La sección {suya} es del {lugar}: su acta se trabaja allá. Redigitalice ésta con F11, aparte el papel y"
            " regístrelo con Ctrl+I, para que lo lleven."
        )


def clave_leida(catalogo: Catalogo, acta: Acta, seccion: str, tipo: str, numero: str, extension: str) -> str:
    """The key of the acta of `acta`'s election whose casilla was read so; raises DatoInvalido for what is no casilla.

    Where several fit (an ordinary and a special code), the one of the printed code of `acta`.
    """
    tipo = tipo.strip().upper()
    if tipo not in TipoCasilla.__members__:
        raise DatoInvalido("El tipo de casilla es una letra: B básica, C contigua, E extraordinaria, S especial.")
    if not all(t.isascii() and t.isdigit() for t in (seccion, numero, extension or "0")):
        raise DatoInvalido("Sección, número y extensión llevan sólo cifras.")
    leida = (seccion.zfill(4), TipoCasilla(tipo), numero.zfill(2), (extension or "0").lstrip("0") or "0")
    suyas = [a for a in catalogo.actas.values() if a.eleccion == acta.eleccion and _casilla(a) == leida]
    suyas.sort(key=lambda a: a.codigo != acta.codigo)
    if suyas:
        return suyas[0].clave
    return clave_acta(acta.eleccion, acta.territorio, *leida[:3], leida[3].zfill(2), acta.codigo, 1)


def _casilla(acta: Acta) -> tuple[str, str, str, str]:
    return acta.seccion, acta.tipo, acta.numero.zfill(2), acta.extension.lstrip("0") or "0"
