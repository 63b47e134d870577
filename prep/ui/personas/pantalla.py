"""The people of a site, between two: one proposes beside the person, another accepts, and it is done at once (P-10)."""

import time
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from prep.domain.hechos.roles import Rol
from prep.services.estacion.estacion import Estacion, Recibo
from prep.services.estacion.personas import CambioVisto, PersonaDelSitio, Personas, VistaDePersonas
from prep.services.estacion.pulso import Pulso
from prep.services.estacion.sesion import Sesion
from prep.ui import acciones
from prep.ui.destino import GrupoDeDestino
from prep.ui.dialogos import Pregunta
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.personas import acciones as propias
from prep.ui.personas.disposicion import DisposicionPersonas
from prep.ui.personas.obra import ObraPersonas
from prep.ui.personas.palabras import de_permisos, fila_de_cambio, fila_de_persona, por_contestar, que

SE_LEE_S = 6.0


class PantallaPersonas(Pantalla):
    """Asks the node every two seconds while it is seen."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self._servicio, self._yo = Personas(contexto.estacion, contexto.sesion), contexto.sesion.operador
        self.piezas = DisposicionPersonas(self)
        self._vista: VistaDePersonas | None = None
        self._nombres = {o.operador: o.nombre for o in contexto.estacion.operadores()}
        self._dicho_hasta = 0.0  # what was said stays long enough to be read
        self._de = ("", "")  # whose password is being written, and why
        self.obra = ObraPersonas(self._servicio, contexto.taller, self)
        acepta, *otras = (
            acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            for nombre, hace in (
                ("aceptar", self._aceptar), ("rechazar", self._rechazar), ("restablecer", self._restablecer),
                ("cambiar", self._cambiar),
            )
        )  # fmt: skip
        otras[-1].setEnabled(Rol.COORDINACION in contexto.sesion.roles)
        self.piezas.acepta = self.piezas.pie.boton(acepta, principal=True)
        self.piezas.pie.boton(GrupoDeDestino(propias.PANTALLA, self, contexto.dialogos, otras).accion)
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self.piezas)
        mirada = self.obra.mirada
        for senal, ranura in (
            (mirada.llego, self._llego), (mirada.no_llego, self._no_llego), (self.obra.hecha, self._hecha),
            (self.obra.no_hecha, self._no_hecha), (self.obra.no_escrita, self._no_escrita),
            (self.piezas.contrasena.lista, self._escrita), (self.piezas.contrasena.dejada, self._dejar),
            (self.piezas.permisos.listos, self._elegidos), (self.piezas.permisos.dejados, self._dejar),
        ):  # fmt: skip
            senal.connect(ranura)
        self.piezas.avisar(self.tr("Preguntando al nodo…"), "nota")

    def activar(self) -> None:
        self.piezas.personas.setFocus()
        self.obra.mirada.activar()

    def pausar(self) -> None:
        self.obra.mirada.pausar()
        self.piezas.contrasena.vaciar()
        self._dejar()

    soltar = pausar

    def pulso(self, pulso: Pulso) -> None:
        """The node is back: at once, not at the next look."""
        if pulso.conectada and self.piezas.papel == "aviso":
            self.obra.mirada.mirar()

    @property
    def cambio(self) -> CambioVisto | None:
        """The one that is chosen."""
        fila, vista = self.piezas.cambios.currentRow(), self._vista
        return vista.cambios[fila] if vista and 0 <= fila < len(vista.cambios) else None

    @property
    def persona(self) -> PersonaDelSitio | None:
        fila, vista = self.piezas.personas.currentRow(), self._vista
        return vista.personas[fila] if vista and 0 <= fila < len(vista.personas) else None

    def _ahora(self) -> datetime:
        return datetime.now(UTC) + timedelta(milliseconds=self.contexto.estacion.desfase_ms)

    # -- what there is ----------------------------------------------------------------------------

    def _llego(self, vista: VistaDePersonas) -> None:
        elegida, elegido = self.persona, self.cambio
        self._vista, ahora = vista, self._ahora()
        self._nombres |= {p.operador: p.nombre for p in vista.personas}
        quienes = [p.operador for p in vista.personas]
        n = quienes.index(elegida.operador) if elegida and elegida.operador in quienes else 0
        self.piezas.listar(self.piezas.personas, [fila_de_persona(p) for p in vista.personas], n)
        ids: list[UUID] = [c.hecho for c in vista.cambios]
        n = ids.index(elegido.hecho) if elegido and elegido.hecho in ids else 0
        filas = [fila_de_cambio(c, self._nombres, self._yo, ahora) for c in vista.cambios]
        self.piezas.listar(self.piezas.cambios, filas, n)
        if time.monotonic() > self._dicho_hasta:
            suyos = sum(por_contestar(c, self._yo, ahora) for c in vista.cambios)
            nada = self.tr("Nada espera su respuesta.")
            self.piezas.avisar(self.tr("Por contestar: {}.").format(suyos) if suyos else nada, "nota")

    def _no_llego(self, texto: str) -> None:
        self.piezas.avisar(texto, "aviso")

    # -- what this person proposes ----------------------------------------------------------------

    def _restablecer(self) -> None:
        suya = self.persona
        if suya is None:
            self._no_hecha(self.tr("Señale a una persona de la lista."))
            return
        opciones = [self.tr("Olvidó su contraseña."), self.tr("Alguien más la sabe.")]
        texto = self.tr("{} debe estar aquí: escribe su contraseña nueva. ¿Por qué se cambia?").format(suya.nombre)
        self.contexto.dialogos.elegir(
            self.tr("Contraseña nueva"), texto, opciones, partial(self._con_motivo, suya), otra=True
        )

    def _con_motivo(self, suya: PersonaDelSitio, motivo: str | None) -> None:
        if motivo is not None:
            self._de = (suya.operador, motivo)
            self.piezas.ver(self.piezas.contrasena)
            self.piezas.contrasena.pedir(self.tr("{}: escriba usted su contraseña").format(suya.nombre), se_deja=True)

    def _escrita(self, contrasena: str) -> None:
        self.obra.restablecer(self._de[0], contrasena, self._de[1])

    def _no_escrita(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self.piezas.contrasena.avisar(texto, "mal", se_deja=True)

    def _cambiar(self) -> None:
        suya = self.persona
        if suya is None:
            self._no_hecha(self.tr("Señale a una persona de la lista."))
            return
        self._de = (suya.operador, "")
        self.piezas.ver(self.piezas.permisos)
        titulo = self.tr("{}: qué hace y en qué sitio").format(suya.nombre)
        self.piezas.permisos.pedir(titulo, suya.roles, suya.sitio)

    def _elegidos(self, roles: list[str], sitio: str) -> None:
        opciones = [self.tr("Hace falta en otro puesto."), self.tr("Hace falta en otro sitio.")]
        texto = self.tr("{}: {}, en {}. ¿Por qué?").format(self._de[0], de_permisos(roles), sitio)
        self.contexto.dialogos.elegir(
            self.tr("Permisos o sitio"), texto, opciones, partial(self._propuestos, roles, sitio), otra=True
        )

    def _propuestos(self, roles: list[str], sitio: str, motivo: str | None) -> None:
        if motivo is not None:
            self.obra.firmar(partial(self._servicio.cambiar, self._de[0], roles, sitio, motivo))

    def _dejar(self) -> None:
        self._de = ("", "")
        self.piezas.ver(None)

    # -- what this person answers -----------------------------------------------------------------

    def _aceptar(self) -> None:
        visto = self.cambio
        if visto is not None:
            quien = self._nombres.get(visto.cambio.operador, visto.cambio.operador)
            texto = self.tr(
                "{}: {}. Motivo: {}\n\nCompruebe que la persona está ahí y que es ella. Con su firma vale ya."
            )
            pregunta = Pregunta(
                self.tr("Aceptar el cambio"), texto.format(quien, que(visto.cambio), visto.cuerpo.motivo),
                self.tr("Aceptar"), self.tr("Volver"), peligro=True,
            )  # fmt: skip
            self.contexto.dialogos.confirmar(pregunta, partial(self._confirmado, visto))

    def _confirmado(self, visto: CambioVisto, si: bool) -> None:
        if si:
            self.obra.firmar(partial(self._servicio.aceptar, visto))

    def _rechazar(self) -> None:
        visto = self.cambio
        if visto is not None:
            opciones = [self.tr("La persona no está aquí."), self.tr("El motivo no corresponde.")]
            self.contexto.dialogos.elegir(
                self.tr("Rechazar el cambio"), self.tr("Nada cambia. ¿Por qué?"), opciones,
                partial(self._rechazado, visto), otra=True,
            )  # fmt: skip

    def _rechazado(self, visto: CambioVisto, motivo: str | None) -> None:
        if motivo is not None:
            self.obra.firmar(partial(self._servicio.rechazar, visto, motivo))

    def _hecha(self, recibo: Recibo) -> None:
        self._dicho_hasta = time.monotonic() + SE_LEE_S
        self._dejar()
        if recibo.propuesto:
            texto = self.tr("Propuesto: falta que lo acepte otra persona de la mesa o la coordinación, en su ventana.")
            if Rol.COORDINACION not in self.contexto.sesion.roles:
                texto = self.tr("Propuesto: falta que lo acepte quien coordina, aquí o en el CCV, en su ventana.")
            self.piezas.avisar(texto, "aviso")
        else:
            self.piezas.avisar(self.tr("Guardado con su firma."), "bien")

    def _no_hecha(self, texto: str) -> None:
        self._dicho_hasta = time.monotonic() + SE_LEE_S
        self.contexto.sonidos.tocar("error")
        self.piezas.avisar(texto, "mal")


def _cuantas(estacion: Estacion, sesion: Sesion) -> int:
    return Personas(estacion, sesion).cuantas()


PUERTA = Puerta(propias.PANTALLA, "Personas", frozenset({Rol.MESA, Rol.COORDINACION}), PantallaPersonas, _cuantas)
