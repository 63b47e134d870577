"""The closing of a CATD by two people: seen, signed, agreed, reopened with its reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from prep.domain.catalogo.etiqueta import EtiquetaInvalida, leer_etiqueta
from prep.domain.catalogo.razones import RazonDeDiferencia, de_falta
from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.reglas.empaque import (
    CONFORMADO,
    EMPACADO,
    REABIERTO,
    ActaDeEmpaque,
    ActoDeEmpaque,
    CuentaDeEmpaque,
    DiferenciaDeEmpaque,
    Empaque,
    EstadoDeEmpaque,
    contar,
    diferencias,
    empaque,
)
from prep.domain.vida.estado import Etapa
from prep.services.estacion.entradas import motivo_escrito
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import CasoDeUso, Recibo
from prep.services.estacion.sesion import accion

CAJA_MAX = 2000
LEIDOS = "empacados"  # in the station's own file
Explicacion = tuple[str, str]  # its kind, and words
CERRADOS = (EstadoDeEmpaque.CERRADO, EstadoDeEmpaque.CAMBIO)


@dataclass(frozen=True, slots=True)
class VistaDeEmpaque:
    """All of it, of one moment of the node's clock; `fin`: the centre closed, and nothing is reopened any more."""

    ahora: datetime
    actas: tuple[ActaDeEmpaque, ...]
    actos: tuple[ActoDeEmpaque, ...]
    fin: bool

    @property
    def cuenta(self) -> CuentaDeEmpaque:
        return contar(self.actas)

    @property
    def como(self) -> Empaque:
        return empaque(self.actos, self.cuenta)

    @property
    def huella(self) -> str:
        """Of what each acta has: the paper and the act speak of the same."""
        renglones = [f"{a.clave} {a.recibida} {a.imagen} {a.capturada} {a.registrada} {a.sin_acta}" for a in self.actas]
        return sha256("\n".join(renglones).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class SobreLeido:
    """Into which box it goes. `antes`: the one that was said of it before, None the first time; `van`: sobres read."""

    clave: str
    caja: int
    antes: int | None
    van: int


class Empacar(CasoDeUso):
    """Of one person at one station. Needs the node to be seen; what is signed is kept here first."""

    _SIN_NODO = "Sin nodo no se ve el cierre. Aparece solo cuando vuelva."

    @accion("empaque.ver")
    def ver(self) -> VistaDeEmpaque:
        """Raises SinNodo or NoProcede."""
        return _vista(self._pedir(lambda: self._estacion.nodo.empaque(self.sesion.operador)))

    @accion("empaque.cerrar")
    def cerrar(
        self, vista: VistaDeEmpaque, por_caja: int, explicaciones: Mapping[DiferenciaDeEmpaque, Explicacion]
    ) -> Recibo:
        """The first signature, with why each difference is there. Raises DatoInvalido or NoProcede."""
        if vista.como.estado in CERRADOS:
            raise NoProcede("Ya está cerrado. Para cambiarlo, reábralo con F11.")
        if not 1 <= por_caja <= CAJA_MAX:
            raise DatoInvalido(f"En una caja van de 1 a {CAJA_MAX} sobres.")
        hay, cuenta = diferencias(vista.actas), vista.cuenta
        razones = self._estacion.catalogo.razones
        partes = [f"{d}: {hay[d]}. {_explicada(d, explicaciones, razones)}" for d in DiferenciaDeEmpaque if hay[d]]
        if leidos := self._leidos():
            partes.append(f"Sobres leídos en su caja en esta estación: {len(leidos)} de {cuenta.recibidas}.")
        texto = (
            f"Esperadas {cuenta.esperadas}, recibidas {cuenta.recibidas}, sin acta {cuenta.sin_acta}, digitalizadas "
            f"{cuenta.digitalizadas}, capturadas {cuenta.capturadas}, verificadas {cuenta.verificadas}; relación "
            f"{vista.huella[:16]}. {' '.join(partes) or 'Sin diferencias.'}"
        )
        return self._firmar(EMPACADO, texto, f"{cuenta.texto} {por_caja}")

    @accion("empaque.conformar")
    def conformar(self, vista: VistaDeEmpaque) -> Recibo:
        """The second signature, of another person, on the same figures. Raises NoProcede."""
        como = vista.como
        if como.estado is not EstadoDeEmpaque.PROPUESTO or como.primera is None:
            raise NoProcede("No hay un cierre que espere la segunda firma.")
        if como.primera.quien == self.sesion.operador:
            raise NoProcede("La primera firma es de usted: la segunda es de otra persona.")
        if como.firmada != vista.cuenta.texto:
            raise NoProcede("Las cuentas cambiaron desde la primera firma. Que se firme de nuevo con F2.")
        return self._firmar(CONFORMADO, "Lo vi y estoy de acuerdo.", str(como.primera.id))

    @accion("empaque.reabrir")
    def reabrir(self, vista: VistaDeEmpaque, motivo: str) -> Recibo:
        """It is open again, with why, until the centre closes. Raises NoProcede or DatoInvalido."""
        como = vista.como
        if como.primera is None:
            raise NoProcede("No está cerrado: no hay qué reabrir.")
        if vista.fin:
            raise NoProcede("El centro ya cerró: este cierre no se reabre. Pida ayuda con Ctrl+F1.")
        return self._firmar(REABIERTO, motivo_escrito(motivo), str(como.primera.id))

    @accion("empaque.leer")
    def leer(self, vista: VistaDeEmpaque, texto: str, cajas: Mapping[str, int]) -> SobreLeido:
        """A sobre by its label: into which box it goes. Raises NoProcede, with what to do, when it goes into none."""
        try:
            clave = leer_etiqueta(texto.strip(), self._estacion.spool.proceso)
        except EtiquetaInvalida as error:
            raise NoProcede(f"No va en ninguna caja: {error}.") from error
        acta = next((a for a in vista.actas if a.clave == clave), None)
        if acta is None:
            raise NoProcede("No va en ninguna caja: es de otro CATD. Apártelo y regístrelo con Ctrl+I.")
        if acta.recibida is None:
            raise NoProcede("No va en ninguna caja: no consta que se haya recibido. Recíbalo en Acopio, o apártelo.")
        leidos = self._leidos()
        antes, caja = leidos.get(clave), cajas[clave]
        self._estacion.spool.copiar(LEIDOS, json.dumps(leidos | {clave: caja}))
        return SobreLeido(clave, caja, antes, len(leidos.keys() | {clave}))

    def _leidos(self) -> dict[str, int]:
        """The box of each sobre that was read at this station."""
        return dict(json.loads(self._estacion.spool.copia(LEIDOS) or "{}"))

    def _firmar(self, codigo: str, texto: str, lugar: str) -> Recibo:
        return self._hacer("", Fuente.CATD, Incidencia(codigo, texto, lugar))


def _explicada(
    cual: DiferenciaDeEmpaque,
    explicaciones: Mapping[DiferenciaDeEmpaque, Explicacion],
    razones: tuple[RazonDeDiferencia, ...],
) -> str:
    """Its kind, and what is said besides."""
    razon, dicho = explicaciones.get(cual, ("", ""))
    suya = de_falta(razones, cual.falta).get(razon)
    if suya is None:
        raise DatoInvalido(f"Falta decir por qué: «{cual}».")
    if dicho or suya.se_escribe:
        return f"{razon}: {motivo_escrito(dicho)}"
    return f"{razon}."


def _vista(texto: str) -> VistaDeEmpaque:
    dicho = json.loads(texto)
    return VistaDeEmpaque(
        datetime.fromisoformat(dicho["ahora"]),
        tuple(_acta(*fila) for fila in dicho["actas"]),
        tuple(
            ActoDeEmpaque(UUID(id_), codigo, quien, nombre, estacion, datetime.fromisoformat(cuando), dice, lugar)
            for id_, codigo, quien, nombre, estacion, cuando, dice, lugar in dicho["actos"]
        ),
        bool(dicho["fin"]),
    )


def _acta(
    clave: str, etapa: str, recibida: str | None, mecanismo: str, imagen: bool, capturada: bool, registrada: bool
) -> ActaDeEmpaque:
    cuando = datetime.fromisoformat(recibida) if recibida else None
    eleccion = clave.removeprefix("FC-").partition("-")[0]
    sin_acta = etapa == str(Etapa.SIN_ACTA)
    return ActaDeEmpaque(clave, eleccion, sin_acta, cuando, mecanismo, imagen, capturada, registrada)
