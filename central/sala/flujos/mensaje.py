"""Messages in the control room: what was written and who knows it; answering, or writing to a site or a station."""

from functools import partial

from central.mando.ordenes import destino_de, mensajes_de
from central.marco.tabla import hace
from central.sala import palabras
from central.sala.flujos.flujos import Flujo, OpcionesNumeradas
from prep.domain.catalogo.catalogo import CCV
from prep.domain.reglas.mensajes import ME_ENTERO, SALA, TODOS, Mensaje, sin_contestar

SE_LEEN, SE_CITAN = 5, 3  # of those that were written; of what one person did


class Mensajear(Flujo):
    """First whom it is for, what nobody of the room answered at the top; then what is said."""

    def empezar(self) -> None:
        self.titulo = self.tr("Mensajes")
        self.hacer(partial(mensajes_de, self.ordenes.puesto), self._leidos)

    def _leidos(self, todos: tuple[Mensaje, ...]) -> None:
        self.mesa.decir("", "nota")
        self._esperan = sin_contestar(todos)
        senalado = self.mesa.senalado
        self._sitios = [TODOS, *([senalado] if senalado else []), *([CCV] if senalado != CCV else [])]
        lineas = [self.tr("Contestar a {}: {}").format(unos[0].nombre, self._dicho(unos)) for unos in self._esperan]
        lineas += [self.tr("Escribir a {}").format(self._nombre(sitio)) for sitio in self._sitios]
        self._opciones = OpcionesNumeradas(lineas)
        dichos = [self._linea(m) for m in todos if m.para != SALA][:SE_LEEN]
        texto = "\n".join([*dichos, "", self.tr("¿A quién? También un CATD («07») o el nombre de una estación.")])
        self.mesa.dialogos.elegir(self.titulo, texto.strip(), self._opciones.dichas, self._elegido, otra=True)

    def _nombre(self, sitio: str) -> str:
        return self.tr("todas las estaciones") if sitio == TODOS else palabras.nombre(sitio)

    def _quien(self, para: str) -> str:
        """Of a site, or of a station."""
        return self._nombre(para) if para == TODOS or para in self.mesa.tablero.sitios else para

    def _dicho(self, unos: tuple[Mensaje, ...]) -> str:
        """What one person wrote, the newest first."""
        dicho = " · ".join(f"«{m.texto}»" for m in unos[:SE_CITAN])
        mas = len(unos) - SE_CITAN
        return self.tr("{}, de {}").format(dicho + (f" (+{mas})" if mas > 0 else ""), unos[0].estacion)

    def _linea(self, m: Mensaje) -> str:
        """One that was written here, with who said that they know it."""
        cuando = hace(self.mesa.tablero.momento - m.cuando)
        sabe = self.tr("Lo sabe: {}").format(m.sabe) if m.respuestas else self.tr("NADIE CONTESTA TODAVÍA")
        if m.para == TODOS and m.respuestas:
            faltan = sorted(set(self.mesa.tablero.sitios) - {r.sitio for r in m.respuestas})
            sabe += self.tr(". Sin contestar: {}").format(", ".join(faltan)) if faltan else ""
        return self.tr("Hace {}, {} a {}: «{}». {}.").format(cuando, m.nombre, self._quien(m.para), m.texto, sabe)

    def _elegido(self, dicho: str | None) -> None:
        if not dicho:
            self.terminar()
            return
        n = self._cual(dicho)
        if n is None:
            self.hacer(partial(destino_de, self.ordenes.puesto, dicho), self._con_destino)
        elif n < len(self._esperan):
            self._contestar(self._esperan[n])
        else:
            self._con_destino(self._sitios[n - len(self._esperan)])

    def _cual(self, dicho: str) -> int | None:
        """The place of an option, also by its number alone: a CATD of one figure is written with its zero."""
        if dicho.isdigit() and not dicho.startswith("0") and int(dicho) <= len(self._opciones.lineas):
            return int(dicho) - 1
        return self._opciones.cual(dicho)

    def _con_destino(self, para: str) -> None:
        """Whom it is for is known before anything is written."""
        self._para = para
        self.mesa.decir("", "nota")
        texto = self.tr("¿Qué se le dice a {}? Lo ve en su pantalla y contesta con una tecla.").format(
            self._quien(para)
        )
        self.mesa.dialogos.elegir(self.titulo, texto, [], self._escrito)

    def _contestar(self, unos: tuple[Mensaje, ...]) -> None:
        """The newest: it is an answer to all that they wrote before."""
        self._mensaje = unos[0]
        texto = self.tr("{}: {}\n\n¿Qué se le contesta?").format(unos[0].nombre, self._dicho(unos))
        self.mesa.dialogos.elegir(self.titulo, texto, [ME_ENTERO], self._contestado, otra=True)

    def _escrito(self, dicho: str | None) -> None:
        if not dicho:
            self.terminar()
            return
        self.hacer(partial(self.ordenes.escribir, self._para, dicho), self._hecho)

    def _contestado(self, dicho: str | None) -> None:
        if not dicho:
            self.terminar()
            return
        self.hacer(partial(self.ordenes.contestar, self._mensaje, dicho), self._hecho)

    def _hecho(self, _: object) -> None:
        self.hecho(self.tr("Enviado con su firma. Con Ctrl+M se ve quién lo sabe."))
