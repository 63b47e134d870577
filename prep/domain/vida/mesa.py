"""What the verification desk's decisions do to the running record of one source (R-05)."""

from prep.domain.hechos.hechos import Captura, Dictamen, Hecho, MotivoSinActa
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.diferencias import dicha
from prep.domain.vida.estado import Etapa
from prep.domain.vida.manejadores import recapturar
from prep.domain.vida.tiempos import momento_corregido
from prep.domain.vida.vida import Vida

MOTIVOS = frozenset(MotivoSinActa)


def acepta(vida: Vida, hecho: Hecho) -> None:
    """The desk's figures stand; captura is still the end of the ronda's first valid one (R-10c)."""
    cuerpo = _decision(vida, hecho)
    if cuerpo is None:
        return
    if not vida.capturas:  # figures of one person alone: nobody captured it
        vida.rechazar(CodigoHallazgo.DICTAMEN_SIN_CAPTURAS, hecho)
        return
    if len(cuerpo.valores) != vida.campos:
        vida.rechazar(CodigoHallazgo.DICTAMEN_INVALIDO, hecho)
        return
    if hecho.id not in vida.acordados and not dicha(vida.clave, cuerpo.valores, _de_la_ronda(vida)):
        vida.rechazar(CodigoHallazgo.DE_UNO_SOLO, hecho)  # a figure that nobody captured is of two at the desk (P-10)
        return
    vida.valores, vida.documento = cuerpo.valores, cuerpo.documento
    vida.captura, vida.verificacion = min(c.momento for c in vida.capturas), momento_corregido(hecho)
    vida.etapa = Etapa.VERIFICADA


def recaptura(vida: Vida, hecho: Hecho) -> None:
    """Captured again from the same image, in a new ronda."""
    if _dictamen(vida, hecho) is not None:
        recapturar(vida)


def redigitaliza(vida: Vida, hecho: Hecho) -> None:
    """The image does not serve: another one will open the next ronda."""
    if _dictamen(vida, hecho) is not None:
        vida.borrar_cifras()
        vida.etapa = Etapa.POR_REDIGITALIZAR


def identifica(vida: Vida, hecho: Hecho) -> None:
    """What came is another acta, `destino`; this one is left without it, expected again."""
    cuerpo = _decision(vida, hecho)
    if cuerpo is None:
        return
    if cuerpo.destino in ("", vida.clave):
        vida.rechazar(CodigoHallazgo.DICTAMEN_INVALIDO, hecho)
        return
    vida.borrar_cifras()
    vida.destino = cuerpo.destino
    vida.etapa = Etapa.TRASLADADA


def no_hay_acta(vida: Vida, hecho: Hecho) -> None:
    """What was digitised is no acta: SIN ACTA, for one of the three reasons (R-16)."""
    cuerpo = _decision(vida, hecho)
    if cuerpo is None:
        return
    if cuerpo.motivo not in MOTIVOS:
        vida.rechazar(CodigoHallazgo.DICTAMEN_INVALIDO, hecho)
        return
    vida.borrar_cifras()
    vida.sin_acta = MotivoSinActa(cuerpo.motivo)
    vida.etapa = Etapa.SIN_ACTA


def _decision(vida: Vida, hecho: Hecho) -> Dictamen | None:
    """The same, when it says what the acta is: once two people opened what was published, by two as well (P-10)."""
    if vida.reabierta and hecho.id not in vida.acordados:
        vida.rechazar(CodigoHallazgo.DE_UNO_SOLO, hecho)
        return None
    return _dictamen(vida, hecho)


def _dictamen(vida: Vida, hecho: Hecho) -> Dictamen | None:
    """The decision, when it may count: on this ronda, on capturas that exist, by one who captured none of it (R-04).

    The capturas named may be any of the ronda, also those kept as mere evidence: the desk sees them all. What came to
    the desk because it was handed back may have none.
    """
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Dictamen)
    ronda = [h for h in vida.tomadas if isinstance(h.cuerpo, Captura) and h.cuerpo.ronda == vida.ronda]
    if cuerpo.ronda != vida.ronda:
        codigo = CodigoHallazgo.DICTAMEN_OTRA_RONDA
    elif not (cuerpo.capturas or vida.devuelta) or not {h.id for h in ronda}.issuperset(cuerpo.capturas):
        codigo = CodigoHallazgo.DICTAMEN_SIN_CAPTURAS
    elif _capturaron(vida, hecho, {h.operador for h in ronda} | vida.devolvieron):
        codigo = CodigoHallazgo.DICTAMEN_DE_CAPTURISTA
    else:
        return cuerpo
    vida.rechazar(codigo, hecho)
    return None


def _de_la_ronda(vida: Vida) -> list[Captura]:
    """What was captured in it, counting or not."""
    return [h.cuerpo for h in vida.tomadas if isinstance(h.cuerpo, Captura) and h.cuerpo.ronda == vida.ronda]


def _capturaron(vida: Vida, hecho: Hecho, capturistas: set[str]) -> bool:
    """Whether who decides, or all those who accept it, keyed that ronda."""
    return hecho.operador in capturistas or (hecho.id in vida.acordados and vida.acordados[hecho.id] <= capturistas)
