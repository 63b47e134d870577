"""Invented papers for a catalogue that came from its casillas, before anybody voted."""

from collections.abc import Mapping

from central.catalogo.perfil import Perfil
from prep.domain.catalogo.catalogo import ASENTADO, Catalogo
from prep.domain.hechos.campos import Valor
from simulacro.pueblo.cifras import Cifras
from simulacro.pueblo.inventar import CasillaInventada

EXCEDEN = 0.002


def inventado(perfil: Perfil, catalogo: Catalogo, semilla: int) -> Mapping[str, tuple[Valor, ...]]:
    """What the paper of each acta says, by its key, in the order of its form; the same for the same seed."""
    cifras = {e.codigo: Cifras(semilla, e, EXCEDEN) for e in perfil.elecciones}
    papel: dict[str, tuple[Valor, ...]] = {}
    for acta in catalogo.actas.values():
        suyas, forma = cifras[acta.eleccion], catalogo.forma_de(acta)
        casilla = CasillaInventada(acta.seccion, acta.tipo, acta.numero, {}, acta.lista_nominal, acta.ubicacion)
        dichas = suyas.de(casilla, acta.territorio, acta.codigo)
        total = sum(dichas[voto] for voto in forma.votos)
        dichas[ASENTADO] = suyas.asentado(total, acta.especial)
        papel[acta.clave] = tuple(dichas[campo] for campo in forma.campos)
    return papel
