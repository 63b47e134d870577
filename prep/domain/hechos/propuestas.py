"""What a Propuesta carries: the body of the fact that it would be, in its canonical text (P-10)."""

from prep.domain.hechos.hechos import Cuerpo, Datos, Propuesta, Tipo
from prep.domain.hechos.texto import HechoInvalido, cuerpo_a_texto, cuerpo_de_texto
from prep.domain.hechos.tipos import TIPOS

SE_PROPONEN = {str(tipo): tipo for tipo, fila in TIPOS.items() if fila.se_propone}


def proponer(cuerpo: Cuerpo, motivo: str) -> Propuesta:
    """The Propuesta of that fact; `cuerpo` is of a kind that two people may agree on."""
    return Propuesta(cuerpo.tipo, Datos(cuerpo_a_texto(cuerpo)), motivo)


def lo_propuesto(propuesta: Propuesta) -> Cuerpo:
    """The body that it proposes; raises HechoInvalido when it is none, of no such kind, or without its reason."""
    tipo = SE_PROPONEN.get(propuesta.que)
    if tipo is None:
        raise HechoInvalido(f"{propuesta.que:.40} no se propone")
    if not propuesta.motivo.strip():
        raise HechoInvalido("no dice por qué")
    return cuerpo_de_texto(Tipo(tipo), propuesta.datos)
