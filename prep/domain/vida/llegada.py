"""How an acta arrives in one source: its sobre and its image, in time, before time, again, or after all (R-03, R-09).

A handler takes (Vida, Hecho) and is named in the table of transiciones.py.
"""

from prep.domain.catalogo.ajustes import Orden
from prep.domain.hechos.hechos import Acopio, Fuente, Hecho, Imagen
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import Etapa
from prep.domain.vida.tiempos import momento_corregido
from prep.domain.vida.vida import Vida

ESPERAN_IMAGEN = frozenset({Etapa.ESPERADA, Etapa.RETENIDA, Etapa.ACOPIADA, Etapa.POR_REDIGITALIZAR})
# Members of an enumeration are slow to look up in Python 3.11; the ones used for every fact have a name here.
_PAPEL = Orden.PAPEL
_IMAGEN = Orden.IMAGEN
_CATD = Fuente.CATD
_CASILLA = Fuente.CASILLA
_ACOPIADA = Etapa.ACOPIADA
_DIGITALIZADA = Etapa.DIGITALIZADA


def acopia(vida: Vida, hecho: Hecho) -> None:
    """The sobre is received; a held image of that CATD becomes lawful (R-09). Paper first: it can be captured now."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Acopio)
    vida.acopio, vida.sitio, vida.mecanismo = momento_corregido(hecho), cuerpo.sitio, cuerpo.mecanismo
    vida.etapa = _ACOPIADA
    if vida.ajustes.orden is _PAPEL:
        _abrir_otra_hoja(vida)
    _liberar(vida, cuerpo.sitio)


def acopia_de_nuevo(vida: Vida, hecho: Hecho) -> None:
    """A second acopio: the first one's time and place stay; a held image of this CATD becomes lawful (R-09)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Acopio)
    vida.anotar(CodigoHallazgo.ACOPIO_REPETIDO, hecho)
    _liberar(vida, cuerpo.sitio)


def digitaliza(vida: Vida, hecho: Hecho) -> None:
    """The image that was awaited: it opens a ronda, unless the paper had opened one already (R-03)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Imagen)
    if not _licita(vida, cuerpo):
        vida.retenidas.append(hecho)
        if vida.etapa is Etapa.ESPERADA:
            vida.etapa = Etapa.RETENIDA
        return
    if cuerpo.huella == vida.imagen:
        vida.rechazar(CodigoHallazgo.IMAGEN_SOBRANTE, hecho)
        return
    if vida.etapa is not _ACOPIADA or vida.ajustes.orden is _IMAGEN:
        _abrir_otra_hoja(vida)
    _colgar(vida, hecho, cuerpo)
    vida.etapa = _DIGITALIZADA


def adjunta(vida: Vida, hecho: Hecho) -> None:
    """An image that comes when the work is on or done: kept if there was none (paper first), else to spare (R-03)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Imagen)
    if vida.imagen:
        vida.rechazar(CodigoHallazgo.IMAGEN_SOBRANTE, hecho)
    elif _licita(vida, cuerpo):
        _colgar(vida, hecho, cuerpo)
    else:
        vida.retenidas.append(hecho)


def llega_acopio(vida: Vida, hecho: Hecho) -> None:
    """The sobre arrives after all: what was declared no longer holds (R-35)."""
    _revivir(vida, hecho)
    acopia(vida, hecho)


def llega_imagen(vida: Vida, hecho: Hecho) -> None:
    """A lawful image arrives after all: what was declared no longer holds (R-35)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Imagen)
    if not _licita(vida, cuerpo):
        vida.retenidas.append(hecho)
    elif cuerpo.huella == vida.imagen:
        vida.rechazar(CodigoHallazgo.IMAGEN_SOBRANTE, hecho)
    else:
        _revivir(vida, hecho)
        digitaliza(vida, hecho)


def _abrir_otra_hoja(vida: Vida) -> None:
    """A ronda on a sheet that nobody handed back yet: what was said was of another one."""
    vida.abrir_ronda()
    vida.devuelta = False


def _licita(vida: Vida, cuerpo: Imagen) -> bool:
    """A CATD digitises only what it received; a phone's image was judged when it was admitted (R-09)."""
    return vida.fuente is _CASILLA or cuerpo.sitio in vida.sitios


def _colgar(vida: Vida, hecho: Hecho, cuerpo: Imagen) -> None:
    """With PREP Casilla, digitising is the acopio (R-02)."""
    momento = momento_corregido(hecho)
    vida.imagen, vida.medio = cuerpo.huella, cuerpo.medio
    if vida.acopio is None:
        vida.acopio, vida.sitio = momento, cuerpo.sitio
    elif momento < vida.acopio and vida.fuente is _CATD:
        vida.anotar(CodigoHallazgo.IMAGEN_ANTES_DE_ACOPIO, hecho)


def _liberar(vida: Vida, sitio: str) -> None:
    """The CATD `sitio` received it: the images that it scanned before are lawful now, in their order (R-09)."""
    vida.sitios.add(sitio)
    if not vida.retenidas:
        return
    liberadas = [h for h in vida.retenidas if isinstance(h.cuerpo, Imagen) and h.cuerpo.sitio == sitio]
    vida.retenidas = [h for h in vida.retenidas if h not in liberadas]
    for hecho in liberadas:
        if vida.etapa in ESPERAN_IMAGEN:
            digitaliza(vida, hecho)
        else:
            adjunta(vida, hecho)


def _revivir(vida: Vida, hecho: Hecho) -> None:
    """Nothing of before is left but the count of rondas; what had been said of the acta is told (R-35)."""
    codigo = CodigoHallazgo.SIN_ACTA_SUPERADA
    if vida.etapa is Etapa.TRASLADADA:
        codigo = CodigoHallazgo.LLEGADA_TRAS_TRASLADO
    vida.anotar(codigo, hecho)
    vida.sin_acta, vida.destino = None, ""
    vida.imagen, vida.medio, vida.capturas = "", "", []
    if vida.fuente is _CASILLA:
        vida.acopio = None
