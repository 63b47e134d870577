"""The coordinator's window of a centre of work: its actas, its posts, and what people ask for, seen and answered."""

from functools import partial
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtGui import QAction

from prep.domain.hechos.roles import Rol
from prep.domain.reglas.incidentes import EstadoDeIncidente, Incidente
from prep.domain.vida.estado import Etapa
from prep.services.estacion.coordinacion import VistaDeCentro
from prep.services.estacion.pulso import Pulso
from prep.ui import acciones
from prep.ui.coordinacion import acciones as propias
from prep.ui.coordinacion.cerrados import Cerrados
from prep.ui.coordinacion.disposicion import DisposicionCoordinacion
from prep.ui.coordinacion.obra import ObraCoordinacion, Visto
from prep.ui.coordinacion.palabras import fila_de_acta, fila_de_incidente, fila_de_puesto, historia
from prep.ui.destino import GrupoDeDestino
from prep.ui.impresion.imprenta import Imprenta
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.rotulos import breve

MIRADAS = 5  # a sentence can be read
SIN_IMAGEN = (Etapa.ESPERADA, Etapa.ACOPIADA, Etapa.SIN_ACTA, Etapa.TRASLADADA)


class PantallaCoordinacion(Pantalla):
    """Asks the node every two seconds while it is seen."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self._zona = ZoneInfo(contexto.estacion.catalogo.ajustes.zona)
        self._nombres = {o.operador: o.nombre for o in contexto.estacion.operadores()}
        self.obra = ObraCoordinacion(contexto.estacion, contexto.sesion, contexto.taller, self)
        self._imprenta = Imprenta(self, contexto.taller, contexto.estacion)
        self.piezas = DisposicionCoordinacion(self)
        self._vista: VistaDeCentro | None = None
        self._incidentes: list[Incidente] = []
        self._urgen: frozenset[UUID] = frozenset()
        self._queda = 0  # looks for which what was just answered stays
        self._cerrados = Cerrados(
            self.obra.coordinar, contexto.dialogos, self.obra.firmar, self._no_hecha, self
        )  # fmt: skip
        otras: list[QAction] = []
        for nombre, hace in (
            ("atender", self._atender), ("cerrar", self._cerrar), ("reabrir", self._reabrir),
            ("liberar", self._liberar), ("faltan", self._faltan), ("exportar", self._exportar),
            ("levantar", self._cerrados.levantar),
        ):  # fmt: skip
            hecha = acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            if acciones.TABLA[hecha.objectName()].destino:
                otras.append(hecha)
            else:
                self.piezas.pie.boton(hecha, principal=nombre == "atender")
        self.piezas.pie.boton(GrupoDeDestino(propias.PANTALLA, self, contexto.dialogos, otras).accion)
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self.piezas)
        for senal, ranura in (
            (self.obra.mirada.llego, self._llego), (self.obra.mirada.no_llego, self._no_llego),
            (self.obra.hecha, self._hecha), (self.obra.no_hecha, self._no_hecha),
            (self.piezas.incidentes.elegida, self._elegido), (contexto.tema.cambio, self.piezas.medir),
        ):  # fmt: skip
            senal.connect(ranura)
        self.piezas.avisar(self.tr("Preguntando al nodo…"), "nota")

    def activar(self) -> None:
        self.piezas.incidentes.setFocus()
        self.obra.mirada.activar()

    def pausar(self) -> None:
        self.obra.mirada.pausar()

    soltar = pausar

    def pulso(self, pulso: Pulso) -> None:
        """The node is back: at once, not at the next look."""
        if pulso.conectada and self.piezas.papel == "aviso":
            self.obra.mirada.mirar()

    @property
    def incidente(self) -> Incidente | None:
        """The one that is chosen."""
        return next((i for i in self._incidentes if i.id == self.piezas.incidentes.clave), None)

    # -- what there is ----------------------------------------------------------------------------

    def _llego(self, visto: Visto) -> None:
        vista, self._incidentes = visto
        self._vista = vista
        self._contar(vista)
        actas = [fila_de_acta(a, self._nombre(a.acta), self._nombres, vista.ahora) for a in vista.esperan]
        self.piezas.esperan.mostrar([a.acta for a in vista.esperan], actas)
        ocupados = sorted(vista.puestos, key=lambda p: (not p.operador, p.estacion))
        puestos = [
            fila_de_puesto(p, self._nombres, self._nombre(p.acta) if p.acta else "", vista.ahora, self._zona)
            for p in ocupados
        ]
        self.piezas.puestos.mostrar([p.estacion for p in ocupados], puestos)
        faltan = sorted(vista.secciones, key=lambda s: (-s.faltan, s.seccion))
        filas = [(s.seccion, *map(str, (s.actas, s.llegaron, s.registradas, s.faltan))) for s in faltan]
        self.piezas.secciones.mostrar([s.seccion for s in faltan], filas)
        self._listar_incidentes(vista)

    def _listar_incidentes(self, vista: VistaDeCentro) -> None:
        filas = [fila_de_incidente(i, self._donde(i), self._nombres, vista.ahora) for i in self._incidentes]
        self.piezas.incidentes.mostrar([i.id for i in self._incidentes], filas)
        self._elegido(None)  # also when it is the same: what was done about it may be new
        urgen = frozenset(i.id for i in self._incidentes if i.urge)
        if urgen - self._urgen:
            self.contexto.sonidos.tocar("error")
        self._urgen = urgen
        texto = self.tr("Piden ayuda: {}").format(len(urgen))
        self.piezas.contar("ayuda", texto, "alerta" if urgen else "papel")
        if self._queda:
            self._queda -= 1
        else:
            abiertos = sum(i.estado is not EstadoDeIncidente.CERRADO for i in self._incidentes)
            self.piezas.avisar(self.tr("Incidentes sin cerrar: {}.").format(abiertos), "nota")

    def _contar(self, v: VistaDeCentro) -> None:
        total = v.actas
        mesa = v.en(Etapa.EN_MESA, Etapa.POR_VALIDAR)
        for nombre, texto in (
            ("actas", self.tr("Actas: {}").format(f"{total:,}")),
            ("llegaron", self.tr("Llegaron: {}").format(f"{total - v.en(Etapa.ESPERADA, Etapa.SIN_ACTA):,}")),
            ("digitalizadas", self.tr("Con imagen: {}").format(f"{total - v.en(*SIN_IMAGEN):,}")),
            ("captura", self.tr("Por capturar: {}").format(f"{v.en(Etapa.DIGITALIZADA, Etapa.EN_CAPTURA):,}")),
            ("mesa", self.tr("En la mesa: {}").format(f"{mesa:,}")),
            ("registradas", self.tr("Registradas: {}").format(f"{v.en(Etapa.VERIFICADA, Etapa.SIN_ACTA):,}")),
        ):
            self.piezas.contar(nombre, texto)

    def _no_llego(self, texto: str) -> None:
        self.piezas.avisar(texto, "aviso")

    def _elegido(self, _: object) -> None:
        uno = self.incidente
        self.piezas.decir_incidente(historia(uno, self._nombres, self._zona) if uno else "")

    def _nombre(self, clave: str) -> str:
        acta = self.contexto.estacion.catalogo.actas.get(clave)
        return f"{breve(acta)} {acta.eleccion}" if acta is not None else clave

    def _donde(self, incidente: Incidente) -> str:
        return self._nombre(incidente.acta) if incidente.acta else incidente.lugar

    # -- incidents --------------------------------------------------------------------------------

    def _atender(self) -> None:
        uno = self.incidente
        if uno is None:
            self.piezas.avisar(self.tr("No hay ningún incidente que atender."), "nota")
        else:
            texto = self.tr("Usted atiende: {}.").format(uno.clase.nombre)
            self.obra.firmar(partial(self.obra.incidentes.tomar, uno), texto)

    def _cerrar(self) -> None:
        uno = self.incidente
        if uno is not None:
            opciones = [
                self.tr("Se fue al puesto y se resolvió."), self.tr("Se entregó a quien le toca."),
                self.tr("Se cambió el equipo."), self.tr("No hizo falta nada."),
            ]  # fmt: skip
            texto = self.tr("{}: {}\n\n¿Qué se hizo? Elija o escriba.").format(uno.clase.nombre, uno.texto)
            self.contexto.dialogos.elegir(
                self.tr("Cerrar el incidente"), texto, opciones, partial(self._cerrado, uno), otra=True
            )

    def _cerrado(self, uno: Incidente, hecho: str | None) -> None:
        if hecho is not None:
            texto = self.tr("Cerrado: {}.").format(uno.clase.nombre)
            self.obra.firmar(partial(self.obra.incidentes.cerrar, uno, hecho), texto)

    def _reabrir(self) -> None:
        uno = self.incidente
        if uno is not None:
            opciones = [self.tr("Volvió a pasar."), self.tr("No estaba resuelto.")]
            self.contexto.dialogos.elegir(
                self.tr("Reabrir el incidente"), self.tr("¿Por qué? Elija o escriba."), opciones,
                partial(self._reabierto, uno), otra=True,
            )  # fmt: skip

    def _reabierto(self, uno: Incidente, motivo: str | None) -> None:
        if motivo is not None:
            texto = self.tr("Reabierto: {}.").format(uno.clase.nombre)
            self.obra.firmar(partial(self.obra.incidentes.reabrir, uno, motivo), texto)

    def _exportar(self) -> None:
        self.obra.exportar(self._incidentes, self._nombres, self._exportado)

    def _exportado(self, ruta: Path) -> None:
        self._hecha(self.tr("Listo: en PDF y en CSV, en {}").format(ruta.parent))
        self._imprenta.ofrecer(ruta)

    # -- actas ------------------------------------------------------------------------------------

    def _faltan(self) -> None:
        self.piezas.ver_secciones(not self.piezas.por_seccion)

    def _liberar(self) -> None:
        suyas = self._vista.esperan if self._vista and not self.piezas.por_seccion else ()
        espera = next((e for e in suyas if e.acta == self.piezas.esperan.clave), None)
        if espera is None:
            self.piezas.avisar(self.tr("Señale un acta en la lista de las que esperan, y otra vez F11."), "nota")
            return
        nombre, quien = self._nombre(espera.acta), self._nombres.get(espera.tiene, espera.tiene)
        if not espera.trabajo:
            self._no_hecha(self.tr("Nadie tiene el acta {}: no hay qué liberar.").format(nombre))
            return
        opciones = [
            self.tr("Se fue sin avisar."), self.tr("Falló su estación."), self.tr("Tarda demasiado."),
        ]  # fmt: skip
        texto = self.tr("{} la tiene {} en {}. Lo que ya capturó no se pierde. ¿Por qué se libera?")
        self.contexto.dialogos.elegir(
            self.tr("Liberar un acta"), texto.format(nombre, quien, espera.estacion), opciones,
            partial(self._liberada, espera.trabajo), otra=True,
        )  # fmt: skip

    def _liberada(self, trabajo: int, motivo: str | None) -> None:
        assert self._vista is not None, "lo que se liberó estaba en la lista"
        suya = next((e for e in self._vista.esperan if e.trabajo == trabajo), None)
        if motivo is None:
            return
        if suya is None:
            self._no_hecha(self.tr("Ya no la tiene nadie: no hizo falta liberarla."))
            return
        texto = self.tr("Se libera {}: la lista lo dice en cuanto el nodo lo sepa.").format(self._nombre(suya.acta))
        self.obra.firmar(partial(self.obra.coordinar.liberar, suya, motivo), texto)

    # -- what came of it --------------------------------------------------------------------------

    def _hecha(self, texto: str) -> None:
        self._queda = MIRADAS
        self.piezas.avisar(texto, "bien")

    def _no_hecha(self, texto: str) -> None:
        self._queda = MIRADAS
        self.contexto.sonidos.tocar("error")
        self.piezas.avisar(texto, "mal")


PUERTA = Puerta(propias.PANTALLA, "Coordinación", frozenset({Rol.COORDINACION}), PantallaCoordinacion)
