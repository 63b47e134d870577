"""Whether what the centre signed is what two people agreed on, where its key alone is not enough (P-10)."""

from uuid import UUID

from central.arbitro.acuerdos import Acuerdo, de_coordinacion, leer_acuerdos
from central.arbitro.contexto import Contexto
from prep.domain.hechos.hechos import Anulacion, Hecho, Tipo
from prep.domain.reglas.ordenes import necesita_dos, permite, propuesta_de

YA_SE_CUMPLIO = (
    "SELECT EXISTS (SELECT FROM prep.hecho h WHERE h.acta = %s AND h.tipo = %s AND h.estacion = %s AND h.nodo = %s"
    " AND h.sec < %s AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id))"
)


def sin_acuerdo(contexto: Contexto, hecho: Hecho) -> str:
    """Why the centre's key alone is not enough for `hecho`, "" when it is, or two people stand behind it."""
    if not necesita_dos(hecho):
        return ""
    propuesta = propuesta_de(hecho.estacion)
    acuerdo = _acordado(contexto, propuesta) if propuesta else None
    if acuerdo is None:
        return f"el centro no firma {hecho.tipo} sin la propuesta de una persona y el conforme de otra"
    acta = contexto.catalogo.actas.get(hecho.acta)
    if not permite(acuerdo.orden, hecho, acta.centro if acta else "", _anulado(contexto, hecho)):
        return f"no es lo que dice la propuesta {acuerdo.n}, que es {acuerdo.orden.nombre}"
    clave = (hecho.acta, str(hecho.tipo), hecho.estacion, hecho.nodo, hecho.sec)
    if hecho.tipo is not Tipo.ANULACION and contexto.conexion.execute(YA_SE_CUMPLIO, clave).fetchone() == (True,):
        return f"la propuesta {acuerdo.n} ya se cumplió"
    return ""


def _acordado(contexto: Contexto, propuesta: UUID) -> Acuerdo | None:
    """The order that two people agreed on: once it is so, it is so for ever."""
    if propuesta not in contexto.acuerdos:
        plazo_s = contexto.catalogo.ajustes.plazo_conforme_s
        for acuerdo in leer_acuerdos(contexto.conexion, de_coordinacion(contexto), plazo_s):
            if acuerdo.aceptado:
                contexto.acuerdos[acuerdo.propuesta.id] = acuerdo
    return contexto.acuerdos.get(propuesta)


def _anulado(contexto: Contexto, hecho: Hecho) -> Tipo | None:
    if not isinstance(hecho.cuerpo, Anulacion):
        return None
    consulta = "SELECT tipo FROM prep.hecho WHERE id = %s AND acta = %s"
    fila = contexto.conexion.execute(consulta, (hecho.cuerpo.hecho, hecho.acta)).fetchone()
    return Tipo(fila[0]) if fila else None
