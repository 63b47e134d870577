"""The acopio counter: a scan or a typed casilla becomes receptions and an answer; a wrong one is never an error."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from prep.domain.catalogo.acta_dicha import de_la_eleccion
from prep.domain.catalogo.catalogo import CCV, Acta
from prep.domain.catalogo.fuera_de_catalogo import PREFIJO as FUERA
from prep.domain.catalogo.lectura import (
    Leida,
    LeidaCasilla,
    LeidaClave,
    LeidaDeOtroProceso,
    LeidaEtiqueta,
    LeidaPublicada,
    LeidoCodigo,
    LeidoDelINE,
    leer,
    partes_de_clave,
)
from prep.domain.hechos.hechos import MotivoSinActa, Tipo
from prep.services.acopio.acopio import FALTA, Acopiar
from prep.services.acopio.avisos import AVISOS, ClaseDeRespuesta
from prep.services.acopio.casillas import Casilla, de_una
from prep.services.acopio.llegadas import Acopios, EstadoAcopio, Movimiento, Situacion
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.store.spool.tipos import ErrorDeSpool

YA_CAPTURADA = "{} ya se capturó: su recepción la quitan dos, en «Propuestas», F11. Pídalo a la mesa con Ctrl+F1."
SIGUE_SIN_ACTA = "Vuelve a quedar SIN ACTA ({}), y así sale: si se espera, anule también eso con F11."


@dataclass(frozen=True, slots=True)
class RenglonDeCasilla:
    """One acta of a casilla after the scan: `texto` says who received it, when and where, or what is to be done."""

    acta: Acta
    clase: ClaseDeRespuesta
    texto: str

    @property
    def color(self) -> str:
        return AVISOS[self.clase].color


@dataclass(frozen=True, slots=True)
class RespuestaDeMostrador:
    """What the counter answers. `renglones`: the casilla's actas; `opciones`: the casillas among which to choose.

    `por_recibir`: the actas that were not received, because it is before the opening.
    """

    clase: ClaseDeRespuesta
    titulo: str
    texto: str
    casilla: Casilla | None = None
    renglones: tuple[RenglonDeCasilla, ...] = ()
    opciones: tuple[Casilla, ...] = ()
    por_recibir: tuple[str, ...] = ()

    @property
    def sonido(self) -> str:
        return AVISOS[self.clase].sonido

    @property
    def color(self) -> str:
        return AVISOS[self.clase].color


class Mostrador:
    """The counter of one operator at one station. Everything but `acopios.actualizar` stays off the node (R-33)."""

    def __init__(self, estacion: Estacion, acopio: Acopiar, acopios: Acopios) -> None:
        self._estacion, self._acopio, self.acopios = estacion, acopio, acopios
        self._zona = ZoneInfo(estacion.catalogo.ajustes.zona)
        self._codigos = {e.codigo: {c.codigo for c in e.codigos} for e in estacion.catalogo.elecciones}

    def leer(self, texto: str, mecanismo: str | None, *, completa: bool = True) -> RespuestaDeMostrador:
        """Receive what `texto` names: the whole casilla, or with `completa` False only the acta of the label read."""
        leida = self._leer(texto)
        if isinstance(leida, LeidaEtiqueta | LeidaClave):
            return self._etiqueta(leida.clave, mecanismo, completa)
        if isinstance(leida, LeidaCasilla):
            return self._escrita(leida, mecanismo, completa)
        if isinstance(leida, LeidaPublicada):
            return self._publicada(leida, mecanismo, completa)
        return self._sin_casilla(leida)

    @property
    def falta(self) -> str:
        """Why it is before the period of operation, as far as this station knows; "" when it is not (R-10)."""
        apertura = self._estacion.apertura()
        ahora = datetime.now(UTC) + timedelta(milliseconds=self._estacion.desfase_ms)
        zona = self._estacion.catalogo.ajustes.zona
        return apertura.falta(ahora, zona, fresca=self.acopios.noticia.conectada) if apertura else ""

    def recibir(
        self, casilla: Casilla, claves: Sequence[str], mecanismo: str | None, *, antes_de_abrir: bool = False
    ) -> RespuestaDeMostrador:
        """Receive these actas of `casilla`, those that are not here yet, all in one commit.

        Before the opening nothing is done, unless `antes_de_abrir`: somebody was asked twice (R-10).
        """
        if mecanismo is None and any(acta.traslado is None for acta in casilla.actas):
            return self._no(f"{FALTA} Después léala otra vez.", casilla)
        antes = {acta.clave: self.acopios.estado(acta.clave) for acta in casilla.actas}
        nuevas = [clave for clave in claves if antes[clave].acopio is None]
        if nuevas and not antes_de_abrir and (falta := self.falta):
            return self._antes(falta, casilla, tuple(nuevas))
        if nuevas:
            try:
                self.acopios.anotar(self._acopio.recibir(nuevas, mecanismo))
            except (NoProcede, ErrorDeSpool) as error:
                return self._no(str(error), casilla)
        renglones = tuple(self._renglon(acta, antes[acta.clave], acta.clave in nuevas) for acta in casilla.actas)
        return self._recibidas(casilla, renglones, len(nuevas))

    def declarar(self, claves: Sequence[str], motivo: MotivoSinActa) -> RespuestaDeMostrador:
        """Declare all these SIN ACTA for one reason, in one commit (R-35): whole, or not at all."""
        llegadas = [c for c in claves if self.acopios.estado(c).situacion is not Situacion.ESPERADA]
        if llegadas or not claves:
            return self._no(_ya_no_se_esperan(llegadas))
        try:
            self.acopios.anotar(self._acopio.declarar(claves, motivo))
        except (NoProcede, ErrorDeSpool) as error:
            return self._no(str(error))
        aviso, cuantas = AVISOS[ClaseDeRespuesta.SIN_ACTA], len(set(claves))
        actas = "1 acta" if cuantas == 1 else f"{cuantas} actas"
        return RespuestaDeMostrador(ClaseDeRespuesta.SIN_ACTA, aviso.titulo, f"{actas}: {motivo}. {aviso.que_hacer}")

    def anular(self, movimiento: Movimiento, motivo: str) -> RespuestaDeMostrador:
        """A reception or declaration no longer counts (R-08): one's own here; anybody's for a coordinator.

        Not a reception upon which something was captured: that changes what was registered (P-10).
        """
        nombre = self._estacion.nombre(movimiento.acta)
        if movimiento.tipo is Tipo.ACOPIO and self.acopios.capturada(movimiento.acta):
            return self._no(YA_CAPTURADA.format(nombre))
        try:
            self._acopio.anular(movimiento.hecho, motivo, movimiento.acta)
        except (NoProcede, ErrorDeSpool) as error:
            return self._no(str(error))
        self.acopios.anotar(self._estacion.spool.de_acta(movimiento.acta, Tipo.ANULACION))
        aviso, queda = AVISOS[ClaseDeRespuesta.ANULADA], self.acopios.estado(movimiento.acta).sin_acta
        que_hacer = SIGUE_SIN_ACTA.format(queda.dato) if queda is not None else aviso.que_hacer
        texto = f"{nombre}: {motivo.strip()}. {que_hacer}"
        return RespuestaDeMostrador(ClaseDeRespuesta.ANULADA, aviso.titulo, texto)

    def mostrar(self, casilla: Casilla) -> RespuestaDeMostrador:
        """The casilla and where its actas are, without doing anything: something of it is to be chosen."""
        return self._elegir("Elija cuáles actas llegaron.", casilla)

    def sugerencias(self, texto: str) -> tuple[Casilla, ...]:
        """The casillas of this station's catalogue that may be meant while `texto` is being typed."""
        leida = self._leer(texto)
        return self.acopios.casillas.sugeridas(texto, leida) if isinstance(leida, LeidaCasilla) else ()

    def hora(self, momento: datetime) -> str:
        """`20:05:09`, in the entity's time (R-10)."""
        return f"{momento.astimezone(self._zona):%H:%M:%S}"

    def _leer(self, texto: str) -> Leida:
        return leer(texto, self._estacion.spool.proceso, self._estacion.catalogo.elecciones)

    def _etiqueta(self, clave: str, mecanismo: str | None, completa: bool) -> RespuestaDeMostrador:
        casilla = self.acopios.casillas.de_acta(clave)
        if casilla is None and clave.startswith(FUERA):
            try:
                casilla = de_una(self._estacion.acta(clave))
            except NoProcede as error:
                return self._no(str(error))
        if casilla is not None:
            return self.recibir(casilla, [a.clave for a in casilla.actas] if completa else [clave], mecanismo)
        eleccion, seccion, codigo = partes_de_clave(clave)
        if codigo not in self._codigos.get(eleccion, ()):
            return self._federal(f"La etiqueta dice {eleccion}, código {codigo}, que no es de una elección local.")
        return self._ajena(seccion, f"El acta {self._estacion.nombre(clave)}", clave)

    def _publicada(self, leida: LeidaPublicada, mecanismo: str | None, completa: bool) -> RespuestaDeMostrador:
        if leida.entidad != self._estacion.catalogo.entidad.id:
            return self._respuesta(ClaseDeRespuesta.FUERA, f"La clave es de la entidad {leida.entidad}, no de ésta.")
        if leida.codigo and not any(leida.codigo in codigos for codigos in self._codigos.values()):
            return self._federal(f"El código {leida.codigo} no es de una elección local.")
        return self._escrita(leida.casilla, mecanismo, completa)

    def _escrita(self, leida: LeidaCasilla, mecanismo: str | None, completa: bool) -> RespuestaDeMostrador:
        halladas = self.acopios.casillas.que_sean(leida)
        if not halladas:
            return self._ajena(leida.seccion, f"La casilla {leida.nombre}")
        if len(halladas) > 1:
            texto = f"La sección {leida.seccion} tiene {len(halladas)} casillas así. Elija con ↓ y Enter."
            return RespuestaDeMostrador(ClaseDeRespuesta.ELEGIR, "¿CUÁL CASILLA?", texto, opciones=halladas)
        casilla = halladas[0]
        dichas = [a.clave for a in casilla.actas if de_la_eleccion(a, leida)]
        if not dichas:
            return self._elegir("De esa elección no hay. Elija cuáles actas llegaron.", casilla)
        if not completa and len(dichas) > 1:
            return self.mostrar(casilla)
        return self.recibir(casilla, [a.clave for a in casilla.actas] if completa else dichas, mecanismo)

    def _sin_casilla(self, leida: Leida) -> RespuestaDeMostrador:
        if isinstance(leida, LeidaDeOtroProceso):
            este = self._estacion.spool.proceso
            return self._respuesta(
                ClaseDeRespuesta.OTRO_PROCESO, f"La etiqueta es de «{leida.proceso}» y éste es «{este}»."
            )
        if isinstance(leida, LeidoDelINE):
            return self._federal("El código leído es del INE.")
        if isinstance(leida, LeidoCodigo):
            de = [e for e, codigos in self._codigos.items() if leida.codigo in codigos]
            if not de:
                return self._federal(f"El código {leida.codigo} no es de una elección local.")
            return self._respuesta(
                ClaseDeRespuesta.NO_LEIDA, f"{leida.codigo} es de {' o de '.join(de)}, y no dice de qué casilla."
            )
        razon = getattr(leida, "razon", "no se entiende")
        return self._respuesta(ClaseDeRespuesta.NO_LEIDA, f"{razon[0].upper()}{razon[1:]}.")

    def _ajena(self, seccion: str, que: str, clave: str = "") -> RespuestaDeMostrador:
        """Nothing of ours: another centre's, or nobody's, as far as is known here."""
        directorio, sitio = self.acopios.directorio, self._estacion.sitio
        centro = directorio.centro(seccion, clave)
        if centro and sitio not in centro.split(" y "):
            lugar = centro if centro == CCV else f"CATD {centro}"
            nombre = next((c.nombre for c in self._estacion.catalogo.centros if c.id == centro), "")
            aviso = AVISOS[ClaseDeRespuesta.OTRO_CENTRO]
            suyo = f" ({nombre})" if nombre and nombre != lugar else ""
            return RespuestaDeMostrador(
                ClaseDeRespuesta.OTRO_CENTRO,
                f"ES DEL {lugar}",
                f"{que} se recibe en el {lugar}{suyo}. {aviso.que_hacer}",
            )
        sin_lista = " Esta estación aún no tiene la lista de los demás CATD." if directorio.vacio else ""
        return self._respuesta(ClaseDeRespuesta.FUERA, f"{que} no está en el catálogo.{sin_lista}")

    def _renglon(self, acta: Acta, antes: EstadoAcopio, nueva: bool) -> RenglonDeCasilla:
        estado = self.acopios.estado(acta.clave)
        if nueva:
            suya = antes.sin_acta is not None
            return RenglonDeCasilla(
                acta, ClaseDeRespuesta.RECIBIDA, "Recibida ahora. Ya no está SIN ACTA." if suya else "Recibida ahora."
            )
        if estado.acopio is not None:
            return RenglonDeCasilla(acta, ClaseDeRespuesta.YA_RECIBIDA, f"La recibió {self._quien(estado.acopio)}.")
        if estado.sin_acta is not None:
            return RenglonDeCasilla(
                acta, ClaseDeRespuesta.SIN_ACTA, f"{estado.sin_acta.dato}: {self._quien(estado.sin_acta)}."
            )
        return RenglonDeCasilla(acta, ClaseDeRespuesta.ELEGIR, "Se espera.")

    def _quien(self, movimiento: Movimiento) -> str:
        return f"{movimiento.nombre} a las {self.hora(movimiento.momento)} en {movimiento.estacion}"

    def _recibidas(
        self, casilla: Casilla, renglones: tuple[RenglonDeCasilla, ...], nuevas: int
    ) -> RespuestaDeMostrador:
        if nuevas:
            aviso, total = AVISOS[ClaseDeRespuesta.RECIBIDA], len(casilla.actas)
            cuantas = f"{nuevas} de {total} actas" if total > 1 else "su acta"
            texto = f"{casilla.nombre_largo}: {cuantas}. {aviso.que_hacer}"
            return RespuestaDeMostrador(ClaseDeRespuesta.RECIBIDA, aviso.titulo, texto, casilla, renglones)
        aviso = AVISOS[ClaseDeRespuesta.YA_RECIBIDA]
        dichas = sorted({r.texto for r in renglones if r.clase is ClaseDeRespuesta.YA_RECIBIDA})
        texto = f"{casilla.nombre_largo}. {' '.join(dichas)} {aviso.que_hacer}"
        return RespuestaDeMostrador(ClaseDeRespuesta.YA_RECIBIDA, aviso.titulo, texto, casilla, renglones)

    def _antes(self, falta: str, casilla: Casilla, claves: tuple[str, ...]) -> RespuestaDeMostrador:
        aviso = AVISOS[ClaseDeRespuesta.ANTES]
        texto = f"{falta} No se recibió nada de {casilla.nombre_largo}. {aviso.que_hacer}"
        renglones = tuple(self._renglon(a, self.acopios.estado(a.clave), False) for a in casilla.actas)
        return RespuestaDeMostrador(ClaseDeRespuesta.ANTES, aviso.titulo, texto, casilla, renglones, por_recibir=claves)

    def _elegir(self, texto: str, casilla: Casilla) -> RespuestaDeMostrador:
        renglones = tuple(self._renglon(a, self.acopios.estado(a.clave), False) for a in casilla.actas)
        return RespuestaDeMostrador(
            ClaseDeRespuesta.ELEGIR, "¿CUÁLES ACTAS?", f"{casilla.nombre_largo}. {texto}", casilla, renglones
        )

    def _federal(self, por_que: str) -> RespuestaDeMostrador:
        return self._respuesta(ClaseDeRespuesta.FEDERAL, por_que)

    def _no(self, texto: str, casilla: Casilla | None = None) -> RespuestaDeMostrador:
        return RespuestaDeMostrador(
            ClaseDeRespuesta.NO_PROCEDE, AVISOS[ClaseDeRespuesta.NO_PROCEDE].titulo, texto, casilla
        )

    def _respuesta(self, clase: ClaseDeRespuesta, texto: str) -> RespuestaDeMostrador:
        aviso = AVISOS[clase]
        return RespuestaDeMostrador(clase, aviso.titulo, f"{texto} {aviso.que_hacer}".strip())


def _ya_no_se_esperan(claves: Sequence[str]) -> str:
    if not claves:
        return "No eligió ningún acta. Marque las que no llegaron."
    otras = f" y {len(claves) - 1} más" if len(claves) > 1 else ""
    return f"El acta {claves[0]}{otras} ya se recibió o se declaró. Revise la lista de nuevo."
