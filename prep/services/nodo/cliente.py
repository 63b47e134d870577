"""The station's client of its node: one method for each function of `estacion_v1`, and nothing else (P-3)."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from prep.domain.hechos.campos import leer_valor
from prep.domain.hechos.hechos import Captura, Fuente, Hecho, Propuesta, Respuesta, Tipo
from prep.domain.hechos.horas import hora_de
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.domain.reglas.mensajes import COLUMNAS, Mensaje, a_mensaje
from prep.domain.reglas.senalado import Senalado, en_orden
from prep.services.nodo.conexion import Conexion
from prep.services.nodo.tipos import (
    CapturaDeRonda,
    CasoEnBandeja,
    CotejoEnBandeja,
    EnEspera,
    EstadoNodo,
    ImagenDeCasilla,
    MiradaEnBandeja,
    OperadorConocido,
    PropuestaVista,
    TrabajoTomado,
)
from prep.store.hechos import DE_ESTACION, HechoFirmado, a_hecho, huecos, valores_de
from prep.store.spool.tipos import ImagenNueva

ENTREGAR = f"SELECT estacion_v1.entregar({huecos(DE_ESTACION)})"
_de_estacion = valores_de(DE_ESTACION)
COLUMNAS_TRABAJO = "trabajo, toma, acta, fuente, ronda, puesto, imagen, expira"


class NodoCliente(Conexion):
    """Every method raises NodoAusente (go on without the node) or NodoRechaza (it said no), and may be repeated."""

    def entregar(self, firmado: HechoFirmado) -> str:
        """`nuevo`, `ya estaba` or `conflicto`."""
        return str(self.confirmar(ENTREGAR, *_de_estacion(firmado), confirma="nodo.entregar")[0][0])

    def entregar_imagen(self, imagen: ImagenNueva) -> str:
        sql = "SELECT estacion_v1.entregar_imagen(%s, %s, %s)"
        partes = (imagen.huella, imagen.acta, imagen.contenido)
        return str(self.confirmar(sql, *partes, confirma="nodo.entregar_imagen")[0][0])

    def imagen(self, huella: str) -> bytes | None:
        """The bytes, while this station holds work on them or scanned them."""
        contenido = self.consultar("SELECT estacion_v1.imagen(%s)", huella, binario=True)[0][0]
        return None if contenido is None else bytes(contenido)

    def reclamar_captura(self, operador: str) -> TrabajoTomado | None:
        """The oldest capture work that this operator may do here; the one already held, if any."""
        sql = f"SELECT {COLUMNAS_TRABAJO} FROM estacion_v1.reclamar_captura(%s)"  # noqa: S608 -- our own columns
        return _trabajo(self.confirmar(sql, operador, confirma="nodo.reclamar_captura"))

    def reclamar_acta(self, operador: str, clave: str) -> TrabajoTomado | None:
        """The capture work of that acta; another one, when this operator holds it already."""
        sql = f"SELECT {COLUMNAS_TRABAJO} FROM estacion_v1.reclamar_acta(%s, %s)"  # noqa: S608 -- our own columns
        return _trabajo(self.confirmar(sql, operador, clave, confirma="nodo.reclamar_acta"))

    def en_espera(self, operador: str) -> EnEspera:
        """How many actas of this site are where, for somebody for whom there is no capture."""
        sql = "SELECT de_otra, en_manos, en_mesa, por_digitalizar, por_llegar FROM estacion_v1.en_espera(%s)"
        return EnEspera(*self.consultar(sql, operador)[0])

    def anticipar(self, operador: str, tengo: Sequence[str]) -> tuple[str, bytes] | None:
        """Hash and bytes of the image most likely to be captured next that is not in `tengo`. Takes no work."""
        sql = "SELECT huella, bytes FROM estacion_v1.anticipar(%s, %s)"
        filas = self.consultar(sql, operador, list(tengo), binario=True)
        return (str(filas[0][0]), bytes(filas[0][1])) if filas else None

    def reclamar_mesa(self, operador: str) -> TrabajoTomado | None:
        sql = f"SELECT {COLUMNAS_TRABAJO} FROM estacion_v1.reclamar_mesa(%s)"  # noqa: S608 -- our own columns
        return _trabajo(self.confirmar(sql, operador, confirma="nodo.reclamar_mesa"))

    def reclamar_caso(self, operador: str, clave: str) -> TrabajoTomado | None:
        """The desk work of that acta; another one, when this operator holds it already."""
        sql = f"SELECT {COLUMNAS_TRABAJO} FROM estacion_v1.reclamar_caso(%s, %s)"  # noqa: S608 -- our own columns
        return _trabajo(self.confirmar(sql, operador, clave, confirma="nodo.reclamar_caso"))

    def bandeja(self, operador: str) -> tuple[CasoEnBandeja, ...]:
        """The cases that wait for the desk of this site, the oldest first."""
        sql = "SELECT acta, fuente, ronda, etapa, desde, tiene, puede FROM estacion_v1.bandeja(%s)"
        return tuple(
            CasoEnBandeja(acta, Fuente(fuente), ronda, etapa, desde, tiene, puede)
            for acta, fuente, ronda, etapa, desde, tiene, puede in self.consultar(sql, operador)
        )

    def cotejos(self, operador: str) -> tuple[CotejoEnBandeja, ...]:
        """Those that wait at this site, the oldest first."""
        sql = "SELECT acta, fuente, desde, pedido, tiene, propone, puede FROM estacion_v1.cotejos(%s)"
        return tuple(
            CotejoEnBandeja(acta, Fuente(fuente), *resto) for acta, fuente, *resto in self.consultar(sql, operador)
        )

    def miradas(self, operador: str) -> tuple[MiradaEnBandeja, ...]:
        """What the second look offers at this site, the most votes expected wrong first."""
        sql = "SELECT acta, mirada, frase, seguridad, otra, puede FROM estacion_v1.miradas(%s)"
        return tuple(MiradaEnBandeja(*fila) for fila in self.consultar(sql, operador))

    def reclamar_cotejo(self, operador: str, clave: str | None) -> TrabajoTomado | None:
        """The cotejo of that acta, or the oldest that this operator may take; the one already held, if any."""
        sql = f"SELECT {COLUMNAS_TRABAJO} FROM estacion_v1.reclamar_cotejo(%s, %s)"  # noqa: S608 -- our own columns
        return _trabajo(self.confirmar(sql, operador, clave, confirma="nodo.reclamar_cotejo"))

    def ver_cotejo(self, trabajo: int, toma: UUID) -> str:
        """Both sources and who asked, as the JSON that `cotejos.py` reads, only while this station holds it."""
        return str(self.consultar("SELECT estacion_v1.ver_cotejo(%s, %s)", trabajo, toma)[0][0])

    def imagen_cotejo(self, trabajo: int, toma: UUID, fuente: Fuente) -> bytes | None:
        """The image of that source; None when there is none here."""
        sql = "SELECT estacion_v1.imagen_cotejo(%s, %s, %s)"
        contenido = self.consultar(sql, trabajo, toma, str(fuente), binario=True)[0][0]
        return None if contenido is None else bytes(contenido)

    def renovar(self, trabajo: int, toma: UUID) -> bool:
        """False when the lease was lost: somebody else may have the work now."""
        sql = "SELECT estacion_v1.renovar(%s, %s)"
        return bool(self.confirmar(sql, trabajo, toma, confirma="nodo.renovar")[0][0])

    def devolver(self, trabajo: int, toma: UUID) -> bool:
        sql = "SELECT estacion_v1.devolver(%s, %s)"
        return bool(self.confirmar(sql, trabajo, toma, confirma="nodo.devolver")[0][0])

    def ver_ronda(self, acta: str, fuente: Fuente, ronda: int) -> tuple[CapturaDeRonda, ...]:
        """The capturas of a closed ronda, only while this station holds its desk work."""
        sql = "SELECT hecho, operador, cuerpo FROM estacion_v1.ver_ronda(%s, %s, %s)"
        return tuple(_captura(*fila) for fila in self.consultar(sql, acta, str(fuente), ronda))

    def ver_hallazgos(self, trabajo: int, toma: UUID) -> tuple[Senalado, ...]:
        """What was found about the acta of a desk work, the gravest first, only while this station holds it."""
        sql = "SELECT codigo, via, tipo, momento, operador, estacion, incidente FROM estacion_v1.ver_hallazgos(%s, %s)"
        return en_orden(Senalado(*fila) for fila in self.consultar(sql, trabajo, toma))

    def pedir_reto(self, operador: str) -> tuple[str, UUID]:
        """The node's name, and what this operator has to sign with it to work here."""
        sql = "SELECT nodo, reto FROM estacion_v1.pedir_reto(%s)"
        ((nodo, reto),) = self.confirmar(sql, operador, confirma="nodo.pedir_reto")
        return str(nodo), reto

    def abrir_sesion(self, operador: str, reto: UUID, firma: bytes) -> bool:
        """False while the node has still to look at the signature: to be asked again."""
        sql = "SELECT estacion_v1.abrir_sesion(%s, %s, %s)"
        return bool(self.confirmar(sql, operador, reto, firma, confirma="nodo.abrir_sesion")[0][0] == "abierta")

    def cerrar_sesion(self, operador: str) -> bool:
        """False when that operator had none here."""
        sql = "SELECT estacion_v1.cerrar_sesion(%s)"
        return bool(self.confirmar(sql, operador, confirma="nodo.cerrar_sesion")[0][0])

    def catalogo(self) -> str:
        """The catalogue of this station's site, as the JSON that `prep.store` reads."""
        return str(self.consultar("SELECT estacion_v1.catalogo()")[0][0])

    def operadores(self) -> tuple[OperadorConocido, ...]:
        sql = "SELECT operador, nombre, publica, sellada, roles FROM estacion_v1.operadores() ORDER BY operador"
        return tuple(
            OperadorConocido(operador, nombre, bytes(publica), sellada, tuple(roles))
            for operador, nombre, publica, sellada, roles in self.consultar(sql)
        )

    def estado_nodo(self) -> EstadoNodo:
        """Proceso and phase, and the clock's offset: the node's time against the middle of the round trip (R-10)."""
        salida = datetime.now(UTC)
        estado = json.loads(self.consultar("SELECT estacion_v1.estado_nodo()")[0][0])
        vuelta = datetime.now(UTC)
        desfase = datetime.fromisoformat(estado["ahora"]) - (salida + (vuelta - salida) / 2)
        base = f"{estado['nodo']} {estado['base']}"
        ms = round(desfase.total_seconds() * 1000)
        hora = hora_de(estado["apertura"] or "")
        antes = tuple(estado.get("antes") or ())  # a node of before says none
        return EstadoNodo(estado["proceso"], base, estado["fase"] or "", ms, estado["sitio"], hora, antes)

    def consultar_acta(self, clave: str) -> dict[str, Any]:
        """Stage and times of an acta, never figures; empty when the node knows nothing of it."""
        texto = self.consultar("SELECT estacion_v1.consultar_acta(%s)", clave)[0][0]
        return dict(json.loads(texto)) if texto else {}

    def acopios(self, huellas: Sequence[str]) -> tuple[tuple[int, str, str], ...]:
        """Of the 32 buckets of this site's receptions those whose hash is not in its place: (n from 1, hash, JSON)."""
        sql = "SELECT cubo, huella, hechos FROM estacion_v1.acopios(%s)"
        return tuple((cubo, huella, texto) for cubo, huella, texto in self.consultar(sql, list(huellas)))

    def directorio(self) -> str:
        """Which centre receives each section, as the JSON that `directorio.py` reads."""
        return str(self.consultar("SELECT estacion_v1.directorio()")[0][0])

    def imagenes_casilla(self, operador: str, todas: bool) -> tuple[ImagenDeCasilla, ...]:
        """The phone images of the CCV's custody, the newest first; without those registered unless `todas`."""
        sql = "SELECT huella, recibida, etapa, registrada, lecturas, leida FROM estacion_v1.imagenes_casilla(%s, %s)"
        return tuple(ImagenDeCasilla(*fila) for fila in self.consultar(sql, operador, todas))

    def imagen_casilla(self, operador: str, huella: str) -> bytes | None:
        """One of those; None for any other."""
        sql = "SELECT estacion_v1.imagen_casilla(%s, %s)"
        contenido = self.consultar(sql, operador, huella, binario=True)[0][0]
        return None if contenido is None else bytes(contenido)

    def propuestas(self, operador: str) -> tuple[PropuestaVista, ...]:
        """What was proposed of the actas of this site and can be answered, or was just answered or lapsed."""
        columnas = "hecho, acta, fuente, propone, momento, vence, cuerpo, etapa, antes, quita, quita_de, quita_cuando"
        sql = f"SELECT {columnas}, respuesta, responde FROM estacion_v1.propuestas(%s)"  # noqa: S608 -- our own columns
        return tuple(_propuesta(*fila) for fila in self.consultar(sql, operador))

    def por_contestar(self, operador: str) -> int:
        """How many of those wait for this person."""
        return int(self.consultar("SELECT estacion_v1.por_contestar(%s)", operador)[0][0])

    def por_proponer(self, operador: str, clave: str) -> str | None:
        """What may be proposed of that acta, as JSON; None when it is of another site."""
        texto = self.consultar("SELECT estacion_v1.por_proponer(%s, %s)", operador, clave)[0][0]
        return None if texto is None else str(texto)

    def imagen_propuesta(self, operador: str, hecho: UUID) -> bytes | None:
        """The image of the acta of one of those; None when it has none."""
        sql = "SELECT estacion_v1.imagen_propuesta(%s, %s)"
        contenido = self.consultar(sql, operador, hecho, binario=True)[0][0]
        return None if contenido is None else bytes(contenido)

    def otra_via(self, operador: str, hecho: UUID) -> tuple[str, bytes] | None:
        """The other source of the acta whose cotejo that proposal ends, as JSON, and its image, b"" without one."""
        sql = "SELECT lado, bytes FROM estacion_v1.otra_via(%s, %s)"
        filas = self.consultar(sql, operador, hecho, binario=True)
        return (str(filas[0][0]), bytes(filas[0][1] or b"")) if filas else None

    def incidentes(self, operador: str, codigos: Sequence[str]) -> tuple[Hecho, ...]:
        """The newest incidents of those codes of this site, and what was done about them, in no order."""
        sql = "SELECT * FROM estacion_v1.incidentes(%s, %s)"
        return tuple(a_hecho(fila) for fila in self.consultar(sql, operador, list(codigos)))

    def quien_viene(self, operador: str, incidente: UUID) -> tuple[str, str, str, datetime] | None:
        """Step, name, words and time of the last thing done about an incident of theirs; None while nothing was."""
        filas = self.consultar(
            "SELECT paso, nombre, texto, cuando FROM estacion_v1.quien_viene(%s, %s)", operador, incidente
        )
        return (str(filas[0][0]), str(filas[0][1]), str(filas[0][2]), filas[0][3]) if filas else None

    def mensajes(self, operador: str) -> tuple[Mensaje, ...]:
        """Those that this station is to see, the newest first."""
        columnas = ", ".join(COLUMNAS).replace("operador", "autor")
        sql = f"SELECT {columnas} FROM estacion_v1.mensajes(%s)"  # noqa: S608 -- our own columns
        return tuple(map(a_mensaje, self.consultar(sql, operador)))

    def sellar(self, operador: str, sellada: str) -> str:
        """Leaves a sealed key at the node in the name of who is here; its SHA-256, by which a fact names it."""
        sql = "SELECT estacion_v1.sellar(%s, %s)"
        return str(self.confirmar(sql, operador, sellada, confirma="nodo.sellar")[0][0])

    def personas(self, operador: str) -> str:
        """The people of this site and what is proposed of them, as the JSON that `personas.py` reads."""
        return str(self.consultar("SELECT estacion_v1.personas(%s)", operador)[0][0])

    def personas_por_contestar(self, operador: str) -> int:
        """How many of those proposals wait for this person."""
        return int(self.consultar("SELECT estacion_v1.personas_por_contestar(%s)", operador)[0][0])

    def coordinacion(self, operador: str) -> str:
        """How this site goes, as the JSON that `coordinacion.py` reads."""
        return str(self.consultar("SELECT estacion_v1.coordinacion(%s)", operador)[0][0])

    def empaque(self, operador: str) -> str:
        """Where each acta of this site stopped and who signed its closing, as the JSON that `empaque.py` reads."""
        return str(self.consultar("SELECT estacion_v1.empaque(%s)", operador)[0][0])


def _trabajo(filas: Sequence[Any]) -> TrabajoTomado | None:
    if not filas:
        return None
    trabajo, toma, acta, fuente, ronda, puesto, imagen, expira = filas[0]
    return TrabajoTomado(trabajo, toma, acta, Fuente(fuente), ronda, puesto, imagen or "", expira)


def _captura(hecho: UUID, operador: str, texto: str) -> CapturaDeRonda:
    cuerpo = cuerpo_de_texto(Tipo.CAPTURA, texto)
    assert isinstance(cuerpo, Captura)
    return CapturaDeRonda(hecho, operador, cuerpo)


def _propuesta(hecho: UUID, acta: str, fuente: str, propone: str, momento: datetime, vence: datetime, texto: str,
               etapa: str, antes: str, quita: str, quita_de: str, quita_cuando: datetime, respuesta: str, responde: str,
               ) -> PropuestaVista:  # fmt: skip
    cuerpo = cuerpo_de_texto(Tipo.PROPUESTA, texto)
    assert isinstance(cuerpo, Propuesta)
    cifras = tuple(leer_valor(v) for v in json.loads(antes))
    quitado = (quita, quita_de, quita_cuando) if quita else None
    dicha = Respuesta(respuesta) if respuesta else None
    return PropuestaVista(
        hecho, acta, Fuente(fuente), propone, momento, vence, cuerpo, etapa, cifras, quitado, dicha, responde
    )
