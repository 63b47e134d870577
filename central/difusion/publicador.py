"""The loop of the night: opens, makes the cut of each turn, has it taken to every target, and closes (R-25)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from central.corte import carpeta
from central.corte.manifiesto import ManifiestoInvalido
from central.difusion import turnos
from central.difusion.ajustes import PublicacionToml, leer_ajustes
from central.difusion.guardado import CorteAlterado, CorteGuardado, leer_corte
from central.difusion.hilo import Meta
from central.difusion.imagenes import Exportadas, exportar
from central.difusion.pedidos import Pedidos
from central.difusion.puntero import hacer_puntero
from central.difusion.reparto import Reparto
from central.difusion.testigos import con_testigos
from central.difusion.turnos import OTRA_VEZ, TARDE, DatosDelTurno, apertura, la_hora, turno
from central.marco.conexion import BIEN, RECHAZADO, MalUso, en_palabras
from prep.domain.hechos.hechos import NombreFase

LATIDO_S = 2.0  # between two looks at the clock, the phase and what people ask
TARDE_SIN_FASE = timedelta(minutes=1)
ALARMAS = {
    "TARDE": "PUBLICACION-TARDE",
    "FALLO": "PUBLICACION-FALLO",
    "PAUSA": "PUBLICACION-PAUSA",
    "DESTINO": "PUBLICACION-DESTINO",
    "FIN": "PUBLICACION-FIN",
}


@dataclass(slots=True)
class Publicador:
    """The loop, with its clock, its pause and its cut."""

    datos: Path
    salida: Path
    ajustes: Path
    decir: Callable[[str], object]
    ahora: Callable[[], datetime] = lambda: datetime.now(UTC)
    dormir: Callable[[float], object] = time.sleep
    cortar: Callable[[Path, Path, bool, Callable[[], object]], int] = turnos.cortar
    exportar: Callable[[Path, Path], Exportadas] = exportar
    _dicho: str = ""
    _espera: datetime | None = None  # no cut before this moment
    _avisado: set[str] = field(default_factory=set)
    _guardado: CorteGuardado | None = None
    _con_imagenes: int | None = None  # the cut whose images are all beside it
    _reparto: Reparto | None = None
    _publicacion: PublicacionToml = field(default_factory=PublicacionToml)

    def correr(self) -> int:
        """Until the last cut is at every target; what goes wrong on the way is said, and the next turn comes.

        Raises MalUso when it cannot even begin, or when the same centre has another one.
        """
        self._publicacion = leer_ajustes(self.ajustes)
        turnos.mirar(self.datos)
        pedidos = Pedidos(self.datos)
        with pedidos.unico():
            self._reparto = reparto = Reparto(self.salida, pedidos)
            try:
                while not self._latido(pedidos, reparto):
                    self.dormir(LATIDO_S)
            finally:
                reparto.parar()
        return BIEN

    def _latido(self, pedidos: Pedidos, reparto: Reparto) -> bool:
        """One look; whether the night has ended."""
        self._releer()
        try:
            reparto.ajustar(self._publicacion, self.ajustes.parent)
            vista = turnos.mirar(self.datos)
        except Exception as error:
            dicho = en_palabras(error)
            if not dicho:
                raise
            self._decir(dicho)
            return False
        self._atender(vista, pedidos)
        proximo = self._proximo(vista, pedidos)
        self._mostrar(vista, pedidos, reparto, proximo)
        self._imagenes(reparto)
        self._destinos_caidos()
        con_todo = self._guardado is None or self._con_imagenes == self._guardado.numero
        terminado = vista.fue_ultimo and con_todo and reparto.al_dia()
        if terminado:
            self._decir("Se publicó el último corte y está en todos los destinos.")
        return terminado

    def _releer(self) -> None:
        """The settings of now; while they cannot be read, those of before: somebody may be writing them."""
        try:
            if not self.ajustes.exists() and self._publicacion.destinos:
                raise MalUso(f"no está {self.ajustes}.")
            self._publicacion = leer_ajustes(self.ajustes)
        except MalUso as error:
            texto = f"Se sigue con los ajustes de antes, porque los de ahora no se leen: {error}"
            self._una_vez(f"ajustes {error}", ALARMAS["FALLO"], texto)

    def _destinos_caidos(self) -> None:
        for nombre, falla in self._reparto.atrasados() if self._reparto else ():
            self._alarma(ALARMAS["DESTINO"], f"El destino {nombre} no recibe los cortes: {falla}")

    def _atender(self, vista: DatosDelTurno, pedidos: Pedidos) -> None:
        """Makes the cut that is due, if one is."""
        ahora, pausa = self.ahora(), pedidos.pausa()
        abierto = apertura(vista, self._publicacion.abre)
        if abierto is None or ahora < abierto:
            self._antes_de_abrir(vista, ahora, abierto)
        elif vista.fue_ultimo:
            self._decir("El último corte ya está hecho: se termina de llevar a los destinos.")
        elif NombreFase.ULTIMO in vista.fases:
            if self._ya(vista, ahora):
                self._cortar(vista, ahora, ultimo=True)
        elif NombreFase.CERRAR in vista.fases:
            self._decir("El proceso está cerrado sin su último corte.")
        elif pausa is not None:
            self._una_vez(f"pausa {pausa.desde}", ALARMAS["PAUSA"], f"La publicación está en pausa: {pausa.razon}")
            self._decir(f"En pausa desde {pausa.desde}: {pausa.razon}. Para seguir: «prep publicar reanudar».")
        elif ahora >= abierto + timedelta(hours=self._publicacion.horas):
            texto = "Se cumplieron las horas de publicación: pase a la fase «ultimo» para el último corte."
            self._una_vez("horas", ALARMAS["FIN"], texto)
            self._decir(texto)
        else:
            self._turno(vista, ahora, abierto, pedidos)

    def _antes_de_abrir(self, vista: DatosDelTurno, ahora: datetime, abierto: datetime | None) -> None:
        if abierto is not None:
            self._decir(f"Los cortes empiezan a las {_a(abierto, vista)}.")
            return
        self._decir("Todavía no se publica: los cortes empiezan con «prep fase publicar».")
        abre, empezo = self._publicacion.abre, vista.fases.get(NombreFase.ABRIR)
        if abre and empezo is not None and ahora > la_hora(empezo, abre, vista.zona) + TARDE_SIN_FASE:
            texto = f"Son más de las {abre} y no se publica: falta pasar a la fase «publicar»."
            self._una_vez("sin fase", ALARMAS["TARDE"], texto)

    def _turno(self, vista: DatosDelTurno, ahora: datetime, abierto: datetime, pedidos: Pedidos) -> None:
        if vista.completo:
            texto = "Todas las actas esperadas están registradas: puede pasar a la fase «ultimo»."
            self._una_vez("completo", ALARMAS["FIN"], texto)
        este = max(turno(ahora, vista.minutos), abierto)
        pedido = pedidos.hay_pedido()
        self._si_va_tarde(vista, este, ahora)
        self._si_faltaron(vista, este, abierto)
        if vista.anterior is not None and vista.anterior >= este and not pedido:
            self._decir(f"El siguiente corte, a las {self._a_las(vista, ahora)}.")
        elif pedido or self._ya(vista, ahora):
            pedidos.atendido()
            self._cortar(vista, ahora, ultimo=False, este=este)

    def _ya(self, vista: DatosDelTurno, ahora: datetime) -> bool:
        """Whether there is nothing to wait for; what is over a turn away was said by a clock that was ahead."""
        lejos = ahora + timedelta(minutes=vista.minutos)
        return self._espera is None or not ahora < self._espera <= lejos

    def _si_va_tarde(self, vista: DatosDelTurno, este: datetime, ahora: datetime) -> None:
        """Before the cut is tried, and while it is made: one that takes long is told while it lasts."""
        debido = vista.anterior is None or vista.anterior < este
        if debido and ahora - este > timedelta(minutes=vista.minutos) / TARDE:
            texto = f"El corte de las {_a(este, vista)} va tarde: sigue puesto el anterior."
            self._una_vez(f"tarde {este}", ALARMAS["TARDE"], texto)

    def _si_faltaron(self, vista: DatosDelTurno, este: datetime, abierto: datetime) -> None:
        """Turns that went by while there was no publisher, or no node to tell; it is not of those that were seen."""
        duracion = timedelta(minutes=vista.minutos)
        if f"tarde {este - duracion}" in self._avisado:
            return
        primero = abierto if vista.anterior is None else turno(vista.anterior, vista.minutos) + duracion
        cuantos = -((primero + duracion / TARDE - este) // duracion)  # a first one too short for being late is none
        if cuantos > 0:
            dichos = "1 turno" if cuantos == 1 else f"{cuantos} turnos"
            texto = f"Sin corte {dichos}, desde el de las {_a(primero, vista)}."
            self._una_vez(f"faltaron {primero}", ALARMAS["TARDE"], texto)

    def _cortar(self, vista: DatosDelTurno, ahora: datetime, ultimo: bool, este: datetime | None = None) -> bool:
        """Whether it was made; `este`: the turn that it is of."""

        def mientras() -> None:
            self._destinos_caidos()
            if este is not None:
                self._si_va_tarde(vista, este, self.ahora())

        codigo = self.cortar(self.datos, self.salida, ultimo, mientras)
        if codigo == BIEN:
            self._espera = None
        elif codigo == RECHAZADO:  # the cut itself has alarmed the control room
            self._espera = turno(ahora, vista.minutos) + timedelta(minutes=vista.minutos)
            self._decir(f"El corte se retuvo: atienda las alarmas. El siguiente, a las {self._a_las(vista, ahora)}.")
        else:
            self._espera = ahora + OTRA_VEZ
            texto = "No se hizo el corte: se intenta otra vez en un minuto."
            self._una_vez(f"fallo {turno(ahora, vista.minutos)}", ALARMAS["FALLO"], texto)
            self._decir(texto)
        return codigo == BIEN

    def _proximo(self, vista: DatosDelTurno, pedidos: Pedidos) -> datetime | None:
        """When the next cut is expected: None while paused, and when none is."""
        abierto = apertura(vista, self._publicacion.abre)
        fuera = {NombreFase.ULTIMO, NombreFase.CERRAR} & set(vista.fases)
        if abierto is None or fuera or pedidos.pausa() is not None:
            return None
        siguiente = turno(self.ahora(), vista.minutos) + timedelta(minutes=vista.minutos)
        return siguiente if siguiente < abierto + timedelta(hours=self._publicacion.horas) else None

    def _mostrar(self, vista: DatosDelTurno, pedidos: Pedidos, reparto: Reparto, proximo: datetime | None) -> None:
        """Tells every target what it should show: the last good cut of the folder, with what is expected next."""
        numero = carpeta.apuntado(self.salida)
        if numero is None:
            return
        if self._guardado is None or self._guardado.numero != numero:
            try:
                self._guardado = leer_corte(self.salida, numero)
            except (CorteAlterado, ManifiestoInvalido, OSError) as error:
                self._una_vez(f"alterado {numero}", ALARMAS["FALLO"], f"El corte {numero} no se lleva: {error}")
                return
        pausa = pedidos.pausa()
        corte, testigos = con_testigos(self._guardado, pedidos, self._publicacion)
        actual = hacer_puntero(corte, proximo, pausa.razon if pausa else None, vista.zona, testigos)
        reparto.mostrar(Meta(corte, actual))
        dicho = {
            "momento": self.ahora().isoformat(timespec="seconds"),
            "corte": numero,
            "proximo": proximo.isoformat(timespec="seconds") if proximo else None,
            "dicho": self._dicho,
        }
        try:
            pedidos.escribir("estado.json", dicho)
        except OSError as error:
            texto = f"No se puede escribir en {pedidos.carpeta}: {error.strerror}. Se publica, pero no se sabe cómo va."
            self._una_vez("estado", ALARMAS["FALLO"], texto)

    def _imagenes(self, reparto: Reparto) -> None:
        """Some of the images of the cut that is shown, at each look; figures never wait for them."""
        if self._guardado is None or self._con_imagenes == self._guardado.numero:
            return
        try:
            hechas = self.exportar(self.datos, self.salida)
        except Exception as error:
            if not (dicho := en_palabras(error)):
                raise
            self._decir(dicho)
            return
        for huella in hechas.alteradas:
            texto = f"La imagen {huella} de la base no es la de su código: no se publica."
            self._una_vez(f"imagen {huella}", ALARMAS["FALLO"], texto)
        self._con_imagenes = None if hechas.faltan else self._guardado.numero
        reparto.hay_imagenes()

    def _a_las(self, vista: DatosDelTurno, ahora: datetime) -> str:
        return _a(turno(ahora, vista.minutos) + timedelta(minutes=vista.minutos), vista)

    def _una_vez(self, que: str, codigo: str, texto: str) -> None:
        if que not in self._avisado:
            self._avisado.add(que)
            self._alarma(codigo, texto)

    def _alarma(self, codigo: str, texto: str) -> None:
        """The control room is told; when its node does not answer, it is at least said here."""
        self._decir(texto)
        try:
            turnos.avisar_a_la_sala(self.datos, codigo, texto)
        except Exception as error:
            if not (dicho := en_palabras(error)):
                raise
            self._decir(dicho)

    def _decir(self, texto: str) -> None:
        """Said once while it lasts."""
        if texto != self._dicho:
            self._dicho = texto
            self.decir(texto)


def _a(momento: datetime, vista: DatosDelTurno) -> str:
    return f"{momento.astimezone(ZoneInfo(vista.zona)):%H:%M}"


def exigir_publicador(datos: Path) -> Pedidos:
    """What people ask goes to the publisher of that centre; raises MalUso where there has been none."""
    pedidos = Pedidos(datos)
    if not pedidos.carpeta.is_dir():
        raise MalUso(f"En {datos} no ha habido un publicador. Indique la carpeta del centro con --datos.")
    return pedidos
