"""What a Propuesta carries, the body of the fact that it would be in its canonical text, and what answers it (P-10)."""

from hashlib import sha256

from prep.domain.hechos.hechos import Conforme, Cuerpo, Datos, Hecho, Propuesta, Respuesta, Tipo
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


def huella_vista(propone: str, propuesta: Propuesta) -> str:
    """The SHA-256 of who proposes it and its whole text: what an answer is tied to, as its window had it."""
    return sha256(f"{propone}\n{cuerpo_a_texto(propuesta)}".encode()).hexdigest()


def contestar(propuesta: Hecho, respuesta: Respuesta, motivo: str) -> Conforme:
    """The answer to that very proposal."""
    assert isinstance(propuesta.cuerpo, Propuesta)
    return Conforme(propuesta.id, respuesta, motivo, huella_vista(propuesta.operador, propuesta.cuerpo))


def contesta(conforme: Conforme, propuesta: Hecho) -> bool:
    """Whether who signed it was shown that proposal: a base may give another text under the same id."""
    assert isinstance(propuesta.cuerpo, Propuesta)
    return conforme.propuesta == propuesta.id and conforme.visto == huella_vista(propuesta.operador, propuesta.cuerpo)
