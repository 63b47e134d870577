"""The proceso enters a phase: a signed fact and an act in PDF, both or neither."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from central.mando import actas, conteos
from central.mando.actas import Constancia, Equipo
from central.mando.antes import alarmas_de_antes, exigir_ciudad
from central.mando.conteos import cuentas_de
from central.mando.cumplir import Cumplir, DatosDeOrden
from central.mando.software import huellas
from central.marco import camino
from central.marco.conexion import MalUso, NodoAbierto, OrdenRechazada, Testigo, nadie
from central.marco.proceso import Cabecera, leer_cabecera
from central.nodo.centro import CENTRO
from central.tablero.consulta import contar, contar_cotejos, fases, pendientes
from prep.documents.acta_fase import ActaFase, acta_fase
from prep.documents.guardado import al_confirmar
from prep.documents.membrete import Membrete
from prep.domain.catalogo.fases import FaseFueraDeOrden, siguiente
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Fase, Fuente, Incidencia, NombreFase, Tipo
from prep.domain.vida.estado import REGISTRADAS
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.conexion import cruda
from prep.store.del_centro import insertar_centro
from prep.store.hechos import leer_hechos

SOFTWARE, FORZADO = "SOFTWARE", "CIERRE_FORZADO"
MOTIVO_MAX = 500


class TrabajoPendiente(OrdenRechazada):
    """It could be closed all the same, with a reason."""


@dataclass(frozen=True, slots=True)
class Pedido:
    """One order, inside its transaction: what it needs to count, sign and say."""

    conn: Connection
    cabecera: Cabecera
    fase: NombreFase
    firma: FirmaDeSesion
    publica: str
    forzar: str

    def entrar(self, cuentas: tuple[tuple[str, int], ...]) -> tuple[Membrete, Constancia]:
        """Inserts the FASE fact; the page of its act has the fact's own time."""
        firmado = self.firma.hecho("", Fuente.CENTRO, Fase(self.fase, cuentas))
        insertar_centro(self.conn, firmado)
        hoja = self.cabecera.hoja(actas.TITULOS[self.fase], firmado.hecho.momento)
        return hoja, Constancia(str(firmado.hecho.id), self.publica, firmado.firma.hex())

    def anotar(self, codigo: str, texto: str) -> None:
        """An incident of the proceso, signed (R-34)."""
        firmado = self.firma.hecho("", Fuente.CENTRO, Incidencia(codigo, legible(texto)))
        insertar_centro(self.conn, firmado)


@dataclass(frozen=True, slots=True)
class Declarada:
    """A phase that was entered, where its act is, and the act's SHA-256."""

    fase: NombreFase
    cabecera: Cabecera
    acta: Path
    sha256: str

    @property
    def lineas(self) -> list[str]:
        """As it is told."""
        de = f"del proceso {self.cabecera.proceso}{'' if self.cabecera.real else ' (SIMULACRO)'}"
        return [f"Fase «{self.fase}» {de}: declarada.", f"Acta: {self.acta}", f"SHA-256: {self.sha256}"]


def declarar(
    puesto: NodoAbierto,
    fase: NombreFase,
    forzar: str = "",
    salida: Path | None = None,
    testigo: Testigo = nadie,
    lugar: str = CENTRO,
) -> Declarada:
    """Enters `fase`, all or nothing: the signed fact, its act in PDF, and what `testigo` writes of its author.

    But for the counting of zeros, `lugar` names the order that two people agreed on.
    Raises MalUso, or OrdenRechazada when the phase cannot be entered now.
    """
    motivo = _leer_motivo(fase, forzar)
    _esperar_cola(puesto, fase)
    with puesto.ordenar() as conn:
        cabecera = leer_cabecera(conn)
        _exigir_orden(conn, fase)
        llave, firma = puesto.llave(conn), puesto.firma(conn, cabecera.proceso, lugar)
        pedido = Pedido(conn, cabecera, fase, firma, llave.publica.hex(), motivo)
        acta = _PASOS.get(fase, _avanzar)(pedido)
        testigo(conn)
        contenido = acta_fase(acta)
        destino = (salida or puesto.datos / "documentos") / _nombre(acta, fase)
        with al_confirmar(destino, contenido):
            conn.commit()
    return Declarada(fase, cabecera, destino, hashlib.sha256(contenido).hexdigest())


def revisar(puesto: NodoAbierto, fase: NombreFase, forzar: str = "") -> list[str]:
    """What entering `fase` now would do, in words; raises as `declarar` does."""
    motivo = _leer_motivo(fase, forzar)
    _esperar_cola(puesto, fase)
    with puesto.mirar() as conn:
        leer_cabecera(conn)
        antes = _exigir_orden(conn, fase)
        puesto.llave(conn)
        quedan = _exigir_terminado(conn, motivo) if fase is NombreFase.CERRAR else ""
        etapas = contar(conn).todas
    registradas = sum(etapas[str(etapa)] for etapa in REGISTRADAS)
    lineas = [f"Fase: de «{antes or 'ninguna'}» a «{fase}»; no hay regreso.", quedan]
    lineas.append(f"Actas: {sum(etapas.values())} esperadas, {registradas} registradas.")
    return [linea for linea in lineas if linea]


def decir_orden(datos: DatosDeOrden) -> str:
    return f"Fase «{datos['fase']}»{', aunque quede trabajo: ' + datos['forzar'] if datos['forzar'] else ''}."


def revisar_orden(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    return revisar(puesto, NombreFase(datos["fase"]), datos["forzar"])


def cumplir_orden(pedido: Cumplir) -> list[str]:
    datos = pedido.datos
    salida = Path(datos["salida"]) if datos["salida"] else None
    constar: Testigo = lambda conn: pedido.constar(cruda(conn))  # noqa: E731
    fase = NombreFase(datos["fase"])
    return declarar(pedido.puesto, fase, datos["forzar"], salida, constar, pedido.lugar).lineas


def _leer_motivo(fase: NombreFase, forzar: str) -> str:
    motivo = forzar.strip()
    if motivo and fase is not NombreFase.CERRAR:
        raise MalUso("--forzar sólo sirve con «cerrar».")
    if len(motivo) > MOTIVO_MAX or not motivo.isprintable():
        raise MalUso(f"El motivo de --forzar tiene {len(motivo)} caracteres; el máximo es {MOTIVO_MAX}, en una línea.")
    return motivo


def _exigir_orden(conn: Connection, fase: NombreFase) -> str:
    """The phase of now, "" before the first; raises OrdenRechazada unless `fase` is the next one."""
    vividas = [vivida.fase for vivida in fases(conn)]
    try:
        siguiente(vividas, fase)
    except FaseFueraDeOrden as error:
        raise OrdenRechazada(f"No se entró a la fase «{fase}»: {error}.") from error
    return str(vividas[-1]) if vividas else ""


def _nombre(acta: ActaFase, fase: NombreFase) -> str:
    """`SIM-1_ceros_20240602_200509.pdf`, in the entity's time; only letters, digits and hyphens."""
    proceso = re.sub(r"[^A-Za-z0-9]+", "-", acta.hoja.proceso).strip("-")[:60]
    return f"{proceso}_{fase}_{acta.hoja.momento.astimezone(ZoneInfo(acta.hoja.zona)):%Y%m%d_%H%M%S}.pdf"


def _ceros(pedido: Pedido) -> ActaFase:
    tablas = conteos.contar_operacion(pedido.conn)
    if llenas := {tabla: n for tabla, n in tablas.items() if n}:
        raise OrdenRechazada(
            "No se entró a la fase «ceros»: estas tablas de operación no están en cero.\n"
            + "\n".join(f"  {tabla}: {n} registros" for tabla, n in llenas.items())
            + "\nPrepare el nodo en una carpeta nueva; lo de ésta no se borra."
        )
    exigir_ciudad(pedido.conn)
    equipo = Equipo(huellas())
    de_antes = alarmas_de_antes(pedido.conn)
    hoja, constancia = pedido.entrar(tuple(sorted(tablas.items())))
    pedido.anotar(SOFTWARE, equipo.software.resumen)
    return actas.acta_de_ceros(hoja, tablas, de_antes, equipo, constancia)


def _avanzar(pedido: Pedido) -> ActaFase:
    cuenta = contar(pedido.conn)
    hoja, constancia = pedido.entrar(cuentas_de(cuenta))
    return actas.acta_de_avance(hoja, pedido.fase, cuenta, contar_cotejos(pedido.conn), constancia)


def _cerrar(pedido: Pedido) -> ActaFase:
    forzado = _exigir_terminado(pedido.conn, pedido.forzar)
    cuenta, final = contar(pedido.conn), conteos.balance(pedido.conn)
    equipo = Equipo(huellas(), _software_en_ceros(pedido.conn))
    if forzado:
        pedido.anotar(FORZADO, forzado)
    hoja, constancia = pedido.entrar(cuentas_de(cuenta))
    pedido.anotar(SOFTWARE, equipo.software.resumen)
    return actas.acta_de_cierre(hoja, cuenta, final, equipo, forzado, constancia)


def _esperar_cola(puesto: NodoAbierto, fase: NombreFase) -> None:
    """What was just delivered does not refuse the close; nor is it waited for while works are open."""
    if fase is NombreFase.CERRAR:
        camino.esperar(puesto, pendientes, lambda quedan: quedan[0] > 0 or not quedan[1])


def _exigir_terminado(conn: Connection, forzar: str) -> str:
    """What stays pending and why it is closed all the same, "" when nothing is; raises OrdenRechazada unless forced."""
    trabajos, cola = pendientes(conn)
    if not trabajos and not cola:
        return ""
    quedan = f"Quedan {trabajos} trabajos sin terminar y {cola} hechos sin procesar."
    if forzar:
        return f"{quedan} Motivo: {forzar}"
    raise TrabajoPendiente(
        f"No se entró a la fase «cerrar». {quedan} Véalos con «prep estado»"
        f"{'; para que se procesen, el nodo debe estar en marcha' if cola else ''}."
        " Si debe cerrarse así, use --forzar MOTIVO."
    )


def _software_en_ceros(conn: Connection) -> str:
    """The digest that was noted at ceros, "sin anotar" when it was not: the first SOFTWARE incident of the centre."""
    del_proceso = [hecho for hecho in leer_hechos(cruda(conn), "", Tipo.INCIDENCIA) if hecho.operador == CENTRO]
    incidencias = (hecho.cuerpo for hecho in del_proceso)
    anotadas = (i.texto for i in incidencias if isinstance(i, Incidencia) and i.codigo == SOFTWARE)
    return next(anotadas, "sin anotar")


_PASOS: Mapping[NombreFase, Callable[[Pedido], ActaFase]] = {NombreFase.CEROS: _ceros, NombreFase.CERRAR: _cerrar}
