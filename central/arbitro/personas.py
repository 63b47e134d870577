"""Writes what people are now where the base's functions read it: what two people agreed, and the seals of their keys.

Derived: the árbitro itself believes the facts (cambios.py), and makes these rows again from them.
"""

from collections.abc import Iterable
from uuid import UUID

from psycopg import Connection

from central.arbitro.cambios import CambioAcordado, es_personal
from central.arbitro.contexto import Contexto
from central.arbitro.derecho import FIRMA_AJENA
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Hecho, Incidencia
from prep.domain.reglas.personas import CONTRASENA_CAMBIADA
from prep.domain.vida.tiempos import momento_corregido
from prep.store.hechos import HechoLeido

ANOTAR = (
    "INSERT INTO prep.cambio (hecho, propuesta, operador, desde, publica, sello, roles, sitio)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (hecho) DO NOTHING"
)
ANOTADOS = "SELECT hecho FROM prep.cambio WHERE propuesta IS NOT NULL"
QUITAR = "DELETE FROM prep.cambio WHERE hecho = ANY(%s)"
# What came signed with the new key before the agreement itself did is judged again.
RETOMAR = (
    "WITH sueltos AS (DELETE FROM prep.cuarentena q USING prep.hecho h WHERE h.id = q.hecho AND h.operador = %s"
    " AND q.razon = %s RETURNING h.id, h.acta, prep.origen(h) AS origen)"
    " INSERT INTO prep.cola (hecho, acta, origen) SELECT id, acta, origen FROM sueltos"
)
AVISAR = "SELECT prep.alarmar('PERSONA_CAMBIADA', %s, '', %s)"


def anotar(conexion: Connection, contexto: Contexto, hechos: Iterable[Hecho]) -> None:
    """Of a batch that was verified: what it changes of anybody."""
    hechos = list(hechos)
    for hecho in hechos:
        if isinstance(hecho.cuerpo, Incidencia) and hecho.cuerpo.codigo == CONTRASENA_CAMBIADA and not hecho.acta:
            _sello_propio(conexion, contexto, hecho, hecho.cuerpo.lugar)
    if any(map(es_personal, hechos)):
        anotar_acordados(conexion, contexto)


def anotar_acordados(conexion: Connection, contexto: Contexto) -> None:
    """The rows of what was agreed, those that there are not yet; and none that was not."""
    hay = {hecho for (hecho,) in conexion.execute(ANOTADOS).fetchall()}
    acordados = {acordado.hecho: acordado for acordado in contexto.acordados}
    conexion.execute(QUITAR, (list(hay - acordados.keys()),))
    for acordado in contexto.acordados:
        if acordado.hecho not in hay:
            _anotar(conexion, contexto, acordado)


def _anotar(conexion: Connection, contexto: Contexto, acordado: CambioAcordado) -> None:
    cambio, roles = acordado.cambio, sorted(acordado.cambio.roles) or None
    fila = (cambio.publica or None, cambio.sello, roles, cambio.sitio or None)
    conexion.execute(ANOTAR, (acordado.hecho, acordado.propuesta, cambio.operador, acordado.desde, *fila))
    conexion.execute(RETOMAR, (cambio.operador, FIRMA_AJENA))
    if contexto.catd is None:
        _repartir(conexion, [acordado.propuesta, acordado.hecho])
    que = "otra llave, con otra contraseña" if cambio.publica else f"{', '.join(roles or ())} en {cambio.sitio}"
    conexion.execute(AVISAR, (cambio.operador, f"Dos personas acordaron para {cambio.operador}: {que}."))


def avisar_de_llave_anterior(conexion: Connection, contexto: Contexto, leido: HechoLeido) -> None:
    """What came late, signed with a key that was changed since, counts by its time: somebody looks whether it is so."""
    quien = leido.hecho.operador if leido.hecho else ""
    suyo = contexto.operadores.get(quien)
    if suyo is not None and suyo.con_otra_llave(leido.mensaje, leido.firma):
        texto = (
            f"Llegaron hechos de {quien} firmados con su llave de antes, que dicen ser de antes del cambio: cuentan."
        )
        conexion.execute("SELECT prep.alarmar('LLAVE_ANTERIOR', %s, '', %s)", (quien, texto))


def _repartir(conexion: Connection, hechos: list[UUID]) -> None:
    """At the centre: every node must know whose key is which, wherever it was agreed."""
    conexion.execute("SELECT prep.repartir_personales(%s)", (hechos,))


def _sello_propio(conexion: Connection, contexto: Contexto, hecho: Hecho, sello: str) -> None:
    """Who is there sealed their own key again; by which of their keys is known by its time."""
    suyo = contexto.operadores[hecho.operador].en(momento_corregido(hecho))
    if hecho.operador != CENTRO and sello:
        fila = (hecho.id, None, hecho.operador, momento_corregido(hecho), suyo.publica, sello, None, None)
        conexion.execute(ANOTAR, fila)
