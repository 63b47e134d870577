"""The closing of the CATD: two people sign the same figures, each difference with its reason; a late sobre shows."""

from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtGui import QAction

from catd.empaque import acciones as propias
from catd.empaque.disposicion import DisposicionEmpaque
from catd.empaque.explicador import Explicadas, Explicador
from catd.empaque.obra import ObraEmpaque
from catd.empaque.papel import POR_CAJA, cajas_de, cuentas_por_eleccion
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.empaque import EstadoDeEmpaque, diferencias
from prep.services.estacion.empaque import CERRADOS, SobreLeido, VistaDeEmpaque
from prep.services.estacion.pulso import Pulso
from prep.services.estacion.sesion import PERMISOS
from prep.ui import acciones
from prep.ui.dialogos import Pregunta
from prep.ui.impresion.imprenta import Imprenta
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.rotulos import breve

PAPEL = {
    EstadoDeEmpaque.ABIERTO: "nota",
    EstadoDeEmpaque.PROPUESTO: "aviso",
    EstadoDeEmpaque.CERRADO: "bien",
    EstadoDeEmpaque.CAMBIO: "mal",
    EstadoDeEmpaque.REABIERTO: "aviso",
}


class PantallaEmpaque(Pantalla):
    """Asks the node every two seconds while it is seen."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self._zona = ZoneInfo(contexto.estacion.catalogo.ajustes.zona)
        self.obra = ObraEmpaque(contexto.estacion, contexto.sesion, contexto.taller, self)
        self._imprenta = Imprenta(self, contexto.taller, contexto.estacion)
        self.piezas = DisposicionEmpaque(self)
        self._vista: VistaDeEmpaque | None = None
        self._por_caja = POR_CAJA
        self._explicador = Explicador(contexto.dialogos, contexto.estacion.catalogo.razones, self)
        self._hechas: dict[str, QAction] = {}
        for nombre, hace in (
            ("cerrar", self._cerrar), ("conformar", self._conformar), ("papel", self._papel),
            ("reabrir", self._reabrir),
        ):  # fmt: skip
            self._hechas[nombre] = acciones.hacer(f"{propias.PANTALLA}.{nombre}", self, hace)
            self.piezas.pie.boton(self._hechas[nombre], principal=nombre == "cerrar")
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self.piezas)
        for senal, ranura in (
            (self.obra.mirada.llego, self._llego), (self.obra.mirada.no_llego, self._no_llego),
            (self.obra.hecha, self._hecha),
            (self.obra.no_hecha, self._no_hecha), (self.obra.impresa, self._impresa), (self.obra.leido, self._leido),
            (contexto.tema.cambio, self.piezas.medir),
        ):  # fmt: skip
            senal.connect(ranura)
        self.piezas.decir_estado(self.tr("Preguntando al nodo…"), "nota", "")
        self._permitir()

    def activar(self) -> None:
        self.piezas.faltan.setFocus()
        self.obra.mirada.activar()

    def pausar(self) -> None:
        self.obra.mirada.pausar()

    soltar = pausar

    def pulso(self, pulso: Pulso) -> None:
        """The node is back: at once, not at the next look."""
        if pulso.conectada and self.piezas.papel == "aviso":
            self.obra.mirada.mirar()

    # -- what there is ----------------------------------------------------------------------------

    def _llego(self, vista: VistaDeEmpaque) -> None:
        self._vista = vista
        if self.piezas.papel == "aviso":
            self.piezas.avisar("", "nota")
        faltan = [(self._nombre(a.clave), a.eleccion, str(d)) for a in vista.actas if (d := a.diferencia) is not None]
        self.piezas.listar(cuentas_por_eleccion(vista.actas), faltan)
        como = vista.como
        self.piezas.decir_estado(self._dicho(como.estado), PAPEL[como.estado], self._firmas(vista))
        self._permitir()

    def _dicho(self, estado: EstadoDeEmpaque) -> str:
        return {
            EstadoDeEmpaque.ABIERTO: self.tr("CATD ABIERTO. F2 firma el cierre."),
            EstadoDeEmpaque.PROPUESTO: self.tr("FALTA LA SEGUNDA FIRMA: otra persona entra y oprime Ctrl+F2."),
            EstadoDeEmpaque.CERRADO: self.tr("✓ CATD CERRADO por dos personas."),
            EstadoDeEmpaque.CAMBIO: self.tr("CERRADO, Y CAMBIÓ DESPUÉS: reábralo con F11 y firmen otra vez."),
            EstadoDeEmpaque.REABIERTO: self.tr("REABIERTO. F2 lo firma de nuevo."),
        }[estado]

    def _firmas(self, vista: VistaDeEmpaque) -> str:
        como = vista.como
        partes = [
            self.tr("{}: {} a las {}").format(que, a.nombre, f"{a.cuando.astimezone(self._zona):%H:%M:%S}")
            for que, a in ((self.tr("Primera firma"), como.primera), (self.tr("Segunda firma"), como.segunda),
                           (self.tr("Lo reabrió"), como.reapertura))
            if a is not None
        ]  # fmt: skip
        if como.reapertura is not None:
            partes.append(como.reapertura.texto)
        if como.primera is not None:
            partes.append(como.primera.texto)
        return ". ".join(partes)

    def _permitir(self) -> None:
        """Each key for who may, and when it does something."""
        estado = self._vista.como.estado if self._vista is not None else None
        puede = {
            "cerrar": estado is not None and estado not in CERRADOS,
            "conformar": estado is EstadoDeEmpaque.PROPUESTO,
            "papel": estado is not None,
            "reabrir": estado in (*CERRADOS, EstadoDeEmpaque.PROPUESTO),
        }
        for nombre, si in puede.items():
            permiso = PERMISOS[acciones.TABLA[f"{propias.PANTALLA}.{nombre}"].permiso]
            self._hechas[nombre].setEnabled(si and bool(permiso & self.contexto.sesion.roles))

    def _no_llego(self, texto: str) -> None:
        self.piezas.avisar(texto, "aviso")

    def _nombre(self, clave: str) -> str:
        acta = self.contexto.estacion.catalogo.actas.get(clave)
        return breve(acta) if acta is not None else clave

    # -- sobres into their boxes ------------------------------------------------------------------

    def leyo(self, texto: str) -> str:
        """A sobre by its label: the box that it goes into."""
        if self._vista is None:
            return self.tr("Todavía no se sabe qué sobres hay: espere un momento y léalo otra vez.")
        por_caja = self._vista.como.por_caja or self._por_caja
        self.obra.leer(self._vista, texto, cajas_de(self.contexto.estacion.catalogo, self._vista.actas, por_caja))
        return ""

    def _leido(self, sobre: SobreLeido) -> None:
        acta = self.contexto.estacion.catalogo.actas.get(sobre.clave)
        cual = f"{self._nombre(sobre.clave)} {acta.eleccion if acta is not None else ''}".strip()
        if sobre.antes not in (None, sobre.caja):
            texto = self.tr("CAJA {}: {}. CAMBIÓ: antes iba en la {}; sáquelo de ahí.").format(
                sobre.caja, cual, sobre.antes
            )
            self.contexto.sonidos.tocar("error")
            self.piezas.avisar(texto, "mal")
            return
        self.contexto.sonidos.tocar("listo")
        otra_vez = self.tr(" Ya se había leído.") if sobre.antes is not None else ""
        assert self._vista is not None, "se leyó con una vista"
        van = self.tr("Van {} de {}.").format(sobre.van, self._vista.cuenta.recibidas)
        self.piezas.avisar(self.tr("CAJA {}: {}.{} {}").format(sobre.caja, cual, otra_vez, van), "bien")

    # -- what this person signs -------------------------------------------------------------------

    def _cerrar(self) -> None:
        opciones = [str(n) for n in (50, POR_CAJA, 150, 200)]
        texto = self.tr("¿Cuántos sobres van en cada caja? La relación dice en qué caja va cada uno, por sección.")
        self.contexto.dialogos.elegir(self.tr("Firmar el cierre"), texto, opciones, self._con_caja, otra=True)

    def _con_caja(self, dicho: str | None) -> None:
        if dicho is None:
            return
        if not dicho.strip().isdecimal():
            self._no_hecha(self.tr("«{}» no es un número de sobres. No se firmó nada.").format(dicho))
            return
        assert self._vista is not None, "la tecla se enciende con una vista"
        self._por_caja = int(dicho)
        self._explicador.pedir(diferencias(self._vista.actas), partial(self._firmar, self._vista), self._no_hecha)

    def _firmar(self, vista: VistaDeEmpaque, explicadas: Explicadas) -> None:
        titulo = self.tr("¿Firmar el cierre?")
        pregunta = Pregunta(titulo, self._cuenta(vista), self.tr("Firmar"), self.tr("No firmar"), peligro=True)
        self.contexto.dialogos.confirmar(pregunta, partial(self._firmado, vista, explicadas))

    def _firmado(self, vista: VistaDeEmpaque, explicadas: Explicadas, si: bool) -> None:
        if si:
            tarea = partial(self.obra.empacar.cerrar, vista, self._por_caja, explicadas)
            self.obra.firmar(tarea, self.tr("Primera firma guardada. Falta la de otra persona."))

    def _conformar(self) -> None:
        assert self._vista is not None, "la tecla se enciende con una vista"
        pregunta = Pregunta(
            self.tr("Segunda firma del cierre"), self._cuenta(self._vista), self.tr("Firmar"), self.tr("No firmar"),
            peligro=True,
        )  # fmt: skip
        self.contexto.dialogos.confirmar(pregunta, partial(self._conforme, self._vista))

    def _conforme(self, vista: VistaDeEmpaque, si: bool) -> None:
        if si:
            tarea = partial(self.obra.empacar.conformar, vista)
            self.obra.firmar(tarea, self.tr("Segunda firma guardada. Ctrl+P hace el acta."))

    def _reabrir(self) -> None:
        assert self._vista is not None, "la tecla se enciende con una vista"
        opciones = [self.tr("Llegó un sobre después."), self.tr("Las cuentas no eran ésas.")]
        texto = self.tr("¿Por qué se reabre? Queda con su firma, y hay que cerrar otra vez entre dos.")
        reabre = partial(self._reabierto, self._vista)
        self.contexto.dialogos.elegir(self.tr("Reabrir el CATD"), texto, opciones, reabre, otra=True)

    def _reabierto(self, vista: VistaDeEmpaque, motivo: str | None) -> None:
        if motivo is not None:
            self.obra.firmar(partial(self.obra.empacar.reabrir, vista, motivo), self.tr("Reabierto, con su firma."))

    def _cuenta(self, vista: VistaDeEmpaque) -> str:
        c, hay = vista.cuenta, sum(diferencias(vista.actas).values())
        texto = self.tr("Recibidas {} de {}, digitalizadas {}, capturadas {}, verificadas {}. Con diferencia: {}.")
        return texto.format(c.recibidas, c.esperadas, c.digitalizadas, c.capturadas, c.verificadas, hay)

    # -- what came of it --------------------------------------------------------------------------

    def _papel(self) -> None:
        if self._vista is not None:
            self.obra.imprimir(self._vista)

    def _impresa(self, ruta: Path) -> None:
        self._hecha(self.tr("Acta lista, en {}").format(ruta))
        self._imprenta.ofrecer(ruta)

    def _hecha(self, texto: str) -> None:
        self.piezas.avisar(texto, "bien")

    def _no_hecha(self, texto: str) -> None:
        self.contexto.sonidos.tocar("error")
        self.piezas.avisar(texto, "mal")


PUERTA = Puerta("empaque", "Cierre", frozenset({Rol.MESA, Rol.COORDINACION}), PantallaEmpaque)
