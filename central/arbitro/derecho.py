"""Who may sign what: whether a signed fact can be believed, by what the node knows of its proceso and its people.

Whether the signer's site may speak of that acta depends on its other facts, so the fold says it (prep/domain/vida).
"""

from datetime import timedelta
from uuid import UUID

from central.arbitro.acordado import sin_acuerdo
from central.arbitro.cambios import es_personal
from central.arbitro.contexto import Contexto
from central.arbitro.operador import Operador
from central.nodo.centro import CENTRO
from central.nodo.nombres import catd_de
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Acopio, Anulacion, Captura, Custodia, Fuente, Hecho, Imagen
from prep.domain.hechos.roles import Rol
from prep.domain.hechos.tipos import RETIRABLES, TIPOS
from prep.domain.reglas.mensajes import es_mensaje
from prep.domain.vida.admision import MEDIO_DE
from prep.domain.vida.tiempos import momento_corregido
from prep.store.hechos import LEIDAS, HechoLeido, a_leido, lista

# What puts an acta in a CATD's hands: its acopio there, or the custody. What was set aside does nothing; what comes in
# the same batch counts by its signature, so that no order and no batch decides.
CARGO = (
    f"SELECT {lista(LEIDAS, 'h')} FROM prep.hecho h WHERE h.acta = %s AND h.tipo IN ('ACOPIO', 'CUSTODIA')"  # noqa: S608
    " AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id)"
)
FIRMA_AJENA = "la firma no corresponde al contenido ni a su operador"
# Who had their roles or site changed may be at a window that does not know it yet: what it said "received" of counts.
GRACIA = timedelta(minutes=2)
LLAVE_CAMBIADA = "lo firmó una llave que dos personas habían cambiado ya"


def defecto(contexto: Contexto, hecho: Hecho, mensaje: bytes, firma: bytes) -> str:
    """Why `hecho` cannot be believed, "" when it can: proceso, operator, signature, acta, right to sign it."""
    if hecho.proceso != contexto.catalogo.proceso:
        return f"es del proceso {hecho.proceso}"
    operador = contexto.operadores.get(hecho.operador) or contexto.buscar(hecho.operador)
    if razon := contexto.alterados.get(hecho.operador) or contexto.estaciones_alteradas.get(hecho.estacion):
        return razon
    if operador is None:
        return f"no hay operador {hecho.operador}"
    momento = momento_corregido(hecho)
    if not operador.firmo(momento, mensaje, firma):
        operador = contexto.buscar(hecho.operador) or operador
        if not operador.firmo(momento, mensaje, firma):
            return LLAVE_CAMBIADA if operador.con_otra_llave(mensaje, firma) else FIRMA_AJENA
    if hecho.acta and contexto.acta(hecho.acta) is None:
        return f"el acta {hecho.acta} no está en el catálogo ni es una clave fuera de catálogo"
    razon = _derecho(contexto, hecho, operador.en(momento))
    if razon and operador.antes:
        razon = _derecho(contexto, hecho, operador.en(momento - GRACIA))
    if razon and (ahora := contexto.buscar(hecho.operador)) is not None and ahora != operador:
        razon = _derecho(contexto, hecho, ahora.en(momento))
    return razon


def de_baja(contexto: Contexto, hecho: Hecho) -> bool:
    """Whether who signed `hecho` is no longer active.

    That is no defect of the fact: `prep.examinar` refuses them where a fact enters. What came in before they left,
    or at a node that could not know yet, counts here as it counts there, in whatever order it arrives.
    """
    operador = contexto.operadores.get(hecho.operador)
    return operador is not None and not operador.activo


def _derecho(contexto: Contexto, hecho: Hecho, operador: Operador) -> str:
    if hecho.operador == CENTRO:
        return _derecho_del_centro(hecho) or sin_acuerdo(contexto, hecho)
    if isinstance(hecho.cuerpo, Imagen) and hecho.fuente is Fuente.CASILLA:
        return f"{hecho.operador} no firma la imagen de un teléfono: la recibe el centro"
    if Rol.NODO in operador.roles:
        return _derecho_de_nodo(contexto, hecho, operador.sitio)
    if hecho.fuente is Fuente.CENTRO and not _coordina_en_el_centro(hecho, operador):
        return f"{hecho.operador} no firma por el centro"
    de_todo = TIPOS[hecho.tipo].del_acuerdo and not hecho.acta and hecho.fuente is not Fuente.CENTRO
    if de_todo and not es_personal(hecho):
        return f"{hecho.operador} no firma {hecho.tipo} de todo el proceso"
    if operador.roles & TIPOS[hecho.tipo].roles:
        return _donde(hecho, operador)
    if isinstance(hecho.cuerpo, Anulacion) and Rol.ACOPIO in operador.roles:
        return (
            ""
            if _es_suyo_y_retirable(contexto, hecho, hecho.cuerpo.hecho)
            else f"{hecho.operador} sólo anula lo que recibió"
        )
    return f"{hecho.operador} no tiene el papel que firma {hecho.tipo}"


def _coordina_en_el_centro(hecho: Hecho, operador: Operador) -> bool:
    """Who coordinates at the centre, with their own key: half of an agreement (P-10), of an incident, or a message."""
    suyo = TIPOS[hecho.tipo].coordina or es_mensaje(hecho.cuerpo)
    return suyo and Rol.COORDINACION in operador.roles and operador.sitio == CCV


def _donde(hecho: Hecho, operador: Operador) -> str:
    """What somebody received, scanned or captured, they did where they work (R-09), by its node or the centre's."""
    cuerpo = hecho.cuerpo
    if isinstance(cuerpo, Acopio | Imagen) and cuerpo.sitio != operador.sitio:
        return f"{hecho.operador} es del sitio {operador.sitio} y dice que fue en {cuerpo.sitio}"
    if isinstance(cuerpo, Captura) and (catd_de(hecho.nodo) or operador.sitio) != operador.sitio:
        return f"{hecho.operador} es del sitio {operador.sitio} y su captura entró por el nodo {hecho.nodo}"
    return ""


def _derecho_del_centro(hecho: Hecho) -> str:
    """Of images, only a phone's, of a named CAE: a scanner's is its operator's to sign (R-09)."""
    cuerpo = hecho.cuerpo
    puede = TIPOS[hecho.tipo].del_centro
    if isinstance(cuerpo, Imagen):
        de_telefono = hecho.fuente is Fuente.CASILLA and cuerpo.medio == MEDIO_DE[Fuente.CASILLA]
        puede = puede and de_telefono and cuerpo.sitio == CCV and bool(cuerpo.cuenta)
    return "" if puede else f"el centro no firma {hecho.tipo}"


def _derecho_de_nodo(contexto: Contexto, hecho: Hecho, sitio: str) -> str:
    if not TIPOS[hecho.tipo].del_nodo:
        return f"un nodo no firma {hecho.tipo}"
    if isinstance(hecho.cuerpo, Custodia) and hecho.cuerpo.centro != CCV:
        return f"un nodo sólo da la custodia al {CCV}"
    return "" if _a_cargo(contexto, hecho, sitio) else f"el acta {hecho.acta} no está a cargo del CATD {sitio}"


def _a_cargo(contexto: Contexto, hecho: Hecho, sitio: str) -> bool:
    """Whether the custody is, or was, of that CATD: the paper is its own, or the centre gave it the acta.

    Judged from the catalogue and signed facts, never from the derived state: every node must judge alike, in any
    order and batch.
    """
    acta = contexto.catalogo.actas.get(hecho.acta)
    if acta is not None and acta.centro == sitio and hecho.fuente is not Fuente.CASILLA:
        return True
    filas = contexto.conexion.execute(CARGO, (hecho.acta,)).fetchall()
    return any(_da_cargo(contexto, a_leido(fila), sitio, catalogada=acta is not None) for fila in filas)


def _da_cargo(contexto: Contexto, leido: HechoLeido, sitio: str, *, catalogada: bool) -> bool:
    """A Custodia of the centre's, or the acopio there of an acta fuera de catálogo, well signed."""
    hecho = leido.hecho
    quien = contexto.operadores.get(hecho.operador) if hecho else None
    if hecho is None or quien is None:
        return False
    if isinstance(hecho.cuerpo, Custodia):
        suya = hecho.operador == CENTRO and hecho.cuerpo.centro == sitio and not sin_acuerdo(contexto, hecho)
    else:
        suyo = quien.en(momento_corregido(hecho)).sitio
        suya = isinstance(hecho.cuerpo, Acopio) and not catalogada and hecho.cuerpo.sitio == suyo == sitio
    return suya and quien.firmo(momento_corregido(hecho), leido.mensaje, leido.firma)


def _es_suyo_y_retirable(contexto: Contexto, hecho: Hecho, anulado: UUID) -> bool:
    """Whether what is annulled may be taken back by its author, and that is the same person."""
    consulta = "SELECT operador, tipo FROM prep.hecho WHERE id = %s"
    fila = contexto.conexion.execute(consulta, (anulado,)).fetchone()
    return fila is not None and fila[0] == hecho.operador and fila[1] in RETIRABLES
