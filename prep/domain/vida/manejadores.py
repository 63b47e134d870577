"""What a captura, its closing, a declaration of sin acta and a cotejo do to the running record of one source.

A handler takes (Vida, Hecho) and is named in the table of transiciones.py; llegada.py has those of arrival, mesa.py
those of the desk.
"""

from prep.domain.catalogo.ajustes import Orden, Validacion
from prep.domain.hechos.hechos import Captura, Cierre, Cotejo, Hecho, MotivoSinActa, SinActa
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.acuerdo import SE_ABRE, SE_CAMBIA, SIN_CAMBIO
from prep.domain.vida.captura import coinciden, etapa_sin_acuerdo, objecion
from prep.domain.vida.estado import CapturaVista, Etapa
from prep.domain.vida.tiempos import momento_corregido
from prep.domain.vida.vida import Vida

# Members of an enumeration are slow to look up in Python 3.11; the ones used for every fact have a name here.
_IMAGEN = Orden.IMAGEN
_EN_MESA = Etapa.EN_MESA
_VERIFICADA = Etapa.VERIFICADA
_TODAS = Validacion.TODAS


def captura(vida: Vida, hecho: Hecho) -> None:
    """A captura of the open ronda; the first agreeing pair, in sequence, settles it (R-04)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Captura)
    imagenes = (vida.imagen,) if vida.ajustes.orden is _IMAGEN else (vida.imagen, "")
    codigo = objecion(hecho, cuerpo, vida.ronda, imagenes, vida.campos, vida.capturas)
    if codigo is not None:
        vida.rechazar(codigo, hecho)
        return
    momento = momento_corregido(hecho)
    vista = CapturaVista(
        hecho.id, hecho.operador, hecho.estacion, cuerpo.valores, cuerpo.documento, cuerpo.identificacion, momento
    )
    acuerdo = any(coinciden(previa, vista) for previa in vida.capturas)
    vida.capturas.append(vista)
    vida.primera_captura = vida.primera_captura or momento
    if acuerdo:
        _acordar(vida, vista, hecho)
        return
    vida.etapa = etapa_sin_acuerdo(len(vida.capturas), vida.ajustes)
    if vida.etapa is _EN_MESA:
        vida.anotar(CodigoHallazgo.RONDA_SIN_ACUERDO, hecho)


def captura_de_papel(vida: Vida, hecho: Hecho) -> None:
    """A captura with no image yet: only where the paper comes first (R-03)."""
    if vida.ajustes.orden is Orden.PAPEL:
        captura(vida, hecho)
    else:
        vida.rechazar(CodigoHallazgo.CAPTURA_SIN_IMAGEN, hecho)


def cierra(vida: Vida, hecho: Hecho) -> None:
    """Nobody else is on shift: the open ronda goes to the desk (R-04)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Cierre)
    if cuerpo.ronda == vida.ronda:
        vida.etapa = _EN_MESA
    else:
        vida.rechazar(CodigoHallazgo.CIERRE_FUERA_DE_LUGAR, hecho)


def declara(vida: Vida, hecho: Hecho) -> None:
    """There is no acta, for one of the three reasons (R-16)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, SinActa)
    vida.sin_acta = cuerpo.motivo
    vida.etapa = Etapa.SIN_ACTA


def declara_sin_bolsa(vida: Vida, hecho: Hecho) -> None:
    """With the package received, only "entregado sin bolsa" can be said (R-16)."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, SinActa)
    if cuerpo.motivo is MotivoSinActa.SIN_BOLSA:
        declara(vida, hecho)
    else:
        vida.rechazar(CodigoHallazgo.SIN_ACTA_CON_ACTA, hecho)


def coteja(vida: Vida, hecho: Hecho) -> None:
    """What was registered was compared with the paper (R-07): 1 stays, 2 other values, 3 again.

    What two people correct may be published or not yet (R-07b); only what was published is found to be right.
    """
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Cotejo)
    ronda = vida.ronda
    if cuerpo.resultado == SIN_CAMBIO and not vida.publicada:
        vida.rechazar(CodigoHallazgo.COTEJO_FUERA_DE_LUGAR, hecho)
        return
    if cuerpo.resultado == SE_CAMBIA and len(cuerpo.valores) == vida.campos:
        vida.valores = cuerpo.valores
        vida.anotar(CodigoHallazgo.COTEJO_MODIFICA, hecho)
    elif cuerpo.resultado == SE_ABRE:
        vida.anotar(CodigoHallazgo.COTEJO_RECHAZA, hecho)
        _reabrir(vida, cuerpo.imagen)
    elif cuerpo.resultado != SIN_CAMBIO:
        vida.rechazar(CodigoHallazgo.COTEJO_INVALIDO, hecho)
        return
    vida.ronda_cotejada = ronda
    vida.vistos.update(cuerpo.vistos)


def _reabrir(vida: Vida, imagen: str) -> None:
    """Two people do not accept the figures: captured again, or digitised when it is the image that does not serve."""
    vida.reabierta = True
    if imagen and imagen == vida.imagen:
        vida.borrar_cifras()
        vida.etapa = Etapa.POR_REDIGITALIZAR
    else:
        recapturar(vida)


def recapturar(vida: Vida) -> None:
    """A new ronda on the same image, or on the paper where there is none."""
    vida.abrir_ronda()
    vida.etapa = Etapa.DIGITALIZADA if vida.imagen else Etapa.ACOPIADA


def _acordar(vida: Vida, vista: CapturaVista, hecho: Hecho) -> None:
    """Two capturas are equal: the figures stand, unless both say that it is another acta (R-04, R-10c)."""
    if vista.identificacion != vida.clave:
        vida.etapa = _EN_MESA
        vida.anotar(CodigoHallazgo.IDENTIFICACION_DISTINTA, hecho)
        return
    vida.valores, vida.documento = vista.valores, vista.documento
    momentos = [c.momento for c in vida.capturas]  # two clocks can say that the second came before the first
    vida.captura = min(momentos)
    if vida.ajustes.validacion is _TODAS:
        vida.etapa = Etapa.POR_VALIDAR
        return
    vida.verificacion = max(momentos)
    vida.etapa = _VERIFICADA
