"""What each kind of fact is, one row each: fold, árbitro, spool, cut and stations take it from here.

Nothing in a row has a default, so that a new kind says all of it or is not imported; what happens to an acta by it is
said in vida/transiciones.py. The functions of the base keep their own lists: tests/store/test_listas.py compares them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Captura,
    Cierre,
    Conforme,
    Cotejo,
    Cuerpo,
    Custodia,
    Devolucion,
    Dictamen,
    Fase,
    Fuente,
    Imagen,
    Incidencia,
    Propuesta,
    Publicado,
    Seguimiento,
    SinActa,
    Tipo,
)
from prep.domain.hechos.roles import DE_PERSONA, Rol

TODAS = frozenset(Fuente)
ESTACIONES = frozenset({Fuente.CATD, Fuente.CASILLA})
PAPEL = frozenset({Fuente.CATD})
CENTRO = frozenset({Fuente.CENTRO})
NINGUNA: frozenset[Fuente] = frozenset()
NADIE: frozenset[Rol] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilaDeTipo:
    """One kind of fact. Who signs it: people of `roles` at a station, the centre's key, a CATD's node's own (R-04)."""

    clase: type[Cuerpo]
    nombre: str  # what it is called in a sentence to a person
    fuentes: frozenset[Fuente]  # where it can come from when it speaks of an acta; none: it never does
    roles: frozenset[Rol]  # none: no station makes it
    del_centro: bool
    del_nodo: bool
    de_su_sitio: bool  # only for an acta whose custody the signer's site has or had (P-10)
    del_proceso: bool  # it may speak of the whole proceso: its acta is "" then
    lleva_cifras: bool  # votes: kept at the station to be delivered, never read back
    explica_cambio: bool  # what was published of its acta may change by it
    anulable: bool  # an anulación takes it away
    retirable: bool  # who receives annuls their own, without the desk or coordinación
    termina_trabajo: bool  # its delivery ends the work of its ronda, of the class named as its only role
    se_propone: bool  # two people may agree on it: the body of a Propuesta (P-10)
    del_acuerdo: bool  # half of such an agreement
    coordina: bool  # who coordinates at the centre signs it there too, with their own key


# fmt: off
FILAS = (
    FilaDeTipo(
        clase=Acopio, nombre="acopio",
        fuentes=PAPEL, roles=frozenset({Rol.ACOPIO}), del_centro=False, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=False, explica_cambio=True, anulable=True, retirable=True,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    # A scanner's is its operator's to sign; a phone's, the centre's, which received it: a CAE has no key of ours yet.
    FilaDeTipo(
        clase=Imagen, nombre="imagen",
        fuentes=ESTACIONES, roles=frozenset({Rol.DIGITALIZACION}), del_centro=True, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=False, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Captura, nombre="captura",
        fuentes=ESTACIONES, roles=frozenset({Rol.CAPTURA}), del_centro=False, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=True, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=True, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Devolucion, nombre="devolución",
        fuentes=ESTACIONES, roles=frozenset({Rol.CAPTURA}), del_centro=False, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=False, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Cierre, nombre="cierre de ronda",
        fuentes=TODAS, roles=NADIE, del_centro=True, del_nodo=True,
        de_su_sitio=True, del_proceso=False, lleva_cifras=False, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Dictamen, nombre="dictamen",
        fuentes=ESTACIONES, roles=frozenset({Rol.MESA}), del_centro=False, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=True, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=True, se_propone=True, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=SinActa, nombre="declaración SIN ACTA",
        fuentes=TODAS, roles=frozenset({Rol.ACOPIO, Rol.MESA, Rol.COORDINACION}),
        del_centro=True, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=False, explica_cambio=True, anulable=True, retirable=True,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Anulacion, nombre="anulación",
        fuentes=TODAS, roles=frozenset({Rol.MESA, Rol.COORDINACION}), del_centro=True, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=False, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=True, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Custodia, nombre="custodia",
        fuentes=CENTRO, roles=NADIE, del_centro=True, del_nodo=True,
        de_su_sitio=True, del_proceso=False, lleva_cifras=False, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    # What was published is corrected by a cotejo, never annulled.
    FilaDeTipo(
        clase=Publicado, nombre="publicación",
        fuentes=CENTRO, roles=NADIE, del_centro=True, del_nodo=False,
        de_su_sitio=False, del_proceso=True, lleva_cifras=False, explica_cambio=False, anulable=False, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Cotejo, nombre="cotejo",
        fuentes=ESTACIONES, roles=frozenset({Rol.MESA, Rol.COORDINACION}), del_centro=False, del_nodo=False,
        de_su_sitio=True, del_proceso=False, lleva_cifras=True, explica_cambio=True, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=True, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Incidencia, nombre="incidente",
        fuentes=TODAS, roles=DE_PERSONA, del_centro=True, del_nodo=False,
        de_su_sitio=False, del_proceso=True, lleva_cifras=False, explica_cambio=False, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Fase, nombre="fase",
        fuentes=NINGUNA, roles=NADIE, del_centro=True, del_nodo=False,
        de_su_sitio=False, del_proceso=True, lleva_cifras=False, explica_cambio=False, anulable=True, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=False,
    ),
    FilaDeTipo(
        clase=Propuesta, nombre="propuesta",
        fuentes=TODAS, roles=frozenset({Rol.MESA, Rol.COORDINACION}), del_centro=False, del_nodo=False,
        de_su_sitio=True, del_proceso=True, lleva_cifras=True, explica_cambio=True, anulable=False, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=True, coordina=True,
    ),
    FilaDeTipo(
        clase=Conforme, nombre="respuesta a una propuesta",
        fuentes=TODAS, roles=frozenset({Rol.MESA, Rol.COORDINACION}), del_centro=False, del_nodo=False,
        de_su_sitio=True, del_proceso=True, lleva_cifras=False, explica_cambio=True, anulable=False, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=True, coordina=True,
    ),
    # Of an incident, wherever it was written down: it never speaks of an acta, so that no fold ever waits for it.
    FilaDeTipo(
        clase=Seguimiento, nombre="seguimiento de un incidente",
        fuentes=NINGUNA, roles=frozenset({Rol.COORDINACION}), del_centro=False, del_nodo=False,
        de_su_sitio=False, del_proceso=True, lleva_cifras=False, explica_cambio=False, anulable=False, retirable=False,
        termina_trabajo=False, se_propone=False, del_acuerdo=False, coordina=True,
    ),
)
# fmt: on
_POR_TIPO = {fila.clase.tipo: fila for fila in FILAS}
TIPOS: Mapping[Tipo, FilaDeTipo] = {tipo: _POR_TIPO[tipo] for tipo in Tipo}  # a kind without its row stops here
FUENTES_DE: Mapping[Tipo, frozenset[Fuente]] = {tipo: fila.fuentes for tipo, fila in TIPOS.items()}
CON_CIFRAS = frozenset(tipo for tipo, fila in TIPOS.items() if fila.lleva_cifras)
RETIRABLES = frozenset(tipo for tipo, fila in TIPOS.items() if fila.retirable)
