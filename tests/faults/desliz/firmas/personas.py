"""The people of a site: proposed and answered what was shown, and a password is the one that was typed twice."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from prep.domain.hechos.hechos import Datos, Propuesta, Respuesta, Tipo
from prep.domain.reglas.ordenes import ORDEN
from prep.domain.reglas.personas import CambioDePersona
from prep.services.estacion.errores import SinNodo
from prep.services.estacion.personas import CambioVisto, PersonaDelSitio, VistaDePersonas
from prep.ui.personas.palabras import ROLES, de_permisos, permiso, que
from prep.ui.personas.pantalla import PUERTA, PantallaPersonas
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto

AHORA = datetime.now(UTC)
GENTE = tuple(
    PersonaDelSitio(clave, nombre, roles, "01")
    for clave, nombre, roles in (
        ("ana", "Ana Paz", ("acopio",)), ("beto", "Beto Sol", ("captura",)), ("caro", "Caro Rey", ("captura", "mesa")),
        ("dani", "Dani Luz", ("mesa",)),
    )
)  # fmt: skip
NOMBRES = {p.operador: p.nombre for p in GENTE}
NUEVA = "Otra-clave-7"
SELLO = "SELLO"  # what the node would have kept: a password's new seal


def visto(azar: Random) -> CambioVisto:
    de = azar.choice(GENTE).operador
    cambio = azar.choice(
        (
            CambioDePersona(de, b"k" * 32, "a" * 64),
            CambioDePersona(de, roles=frozenset({"mesa", "captura"}), sitio="07"),
        )
    )
    cuerpo = Propuesta(ORDEN, Datos(cambio.orden.texto), "Hace falta.")
    return CambioVisto(uuid4(), "fer", AHORA, AHORA + timedelta(days=30), cuerpo, cambio, None, "")


class PuestoDePersonas(PuestoDeFirmas):
    puerta = PUERTA
    firmara = (Tipo.CONFORME, Tipo.PROPUESTA, SELLO)
    teclas = ("f2", "f11", "+a", "+b", "+c")

    def preparar(self) -> None:
        self._pantalla.obra.mirada.pausar()
        self._cambios: list[CambioVisto] = []
        self._todos: dict[str, CambioVisto] = {}
        self._sellados: list[Firmado] = []
        self._pantalla.obra.restablecer = self._sellar  # type: ignore[method-assign]

    @property
    def _pantalla(self) -> PantallaPersonas:
        assert isinstance(self.marco.pantalla, PantallaPersonas)
        return self.marco.pantalla

    def _sellar(self, quien: str, contrasena: str, motivo: str) -> None:
        """Sealing it takes half a second on purpose, and the node is away."""
        self._sellados.append(Firmado(SELLO, "", {"quien": quien, "contrasena": contrasena, "motivo": motivo}))
        self._pantalla.obra.no_escrita.emit(str(SinNodo("Sin nodo.")))

    def firmados(self) -> list[Firmado]:
        sellados, self._sellados = self._sellados, []
        return [*sellados, *super().firmados()]

    def caminos(self, azar: Random) -> list[str]:
        baja = ["abajo"] * azar.randrange(4)
        otra = azar.choice((NUEVA, NUEVA, "Otra-clave-8"))
        a_los_cambios = ["tab", *["abajo"] * azar.randrange(3)]
        return azar.choice(
            (
                [*a_los_cambios, "f2", "tab", azar.choice(("enter", "espacio"))],
                [*a_los_cambios, "f11", "+a", "enter"],
                [*baja, "f11", "+b", "enter", f"texto:{NUEVA}", "enter", f"texto:{otra}", "enter"],
                [*baja, "f11", "+c", *["espacio", "tab"] * azar.randrange(5), *["tab"] * 3, "enter", "enter"],
                [*baja, "f11", "+c", "espacio", *["tab"] * 5, "borra", "texto:7", "enter", "enter"],
            )
        )

    def llega(self, azar: Random) -> None:
        self._pantalla._dejar()
        self._pantalla.piezas.personas.setFocus()
        self._cambios = [visto(azar) for _ in range(3)]
        self._decir(list(GENTE))

    def mirada(self, azar: Random) -> None:
        self._cambios = azar.sample([*self._cambios, visto(azar)], len(self._cambios) + 1)
        self._decir(azar.sample(GENTE, len(GENTE)))

    def _decir(self, gente: list[PersonaDelSitio]) -> None:
        self._todos |= {str(c.hecho): c for c in self._cambios}
        self._pantalla.obra.mirada.llego.emit(VistaDePersonas(tuple(gente), tuple(self._cambios)))

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        if firmado.tipo == SELLO:
            return self._contrasena(firmado, antes, gesto)
        if firmado.tipo == Tipo.PROPUESTA:
            return self._propuesto(firmado, antes, gesto)
        uno = self._todos[firmado.cuerpo["propuesta"]]
        nombre, dice = NOMBRES[uno.cambio.operador], que(uno.cambio)
        if firmado.cuerpo["respuesta"] == Respuesta.ACEPTA:
            mal = en_pregunta(antes, gesto, "Aceptar el cambio", "Aceptar")
            return mal or ("" if f"{nombre}: {dice}." in antes.texto else f"aceptó otro: {nombre}: {dice}")
        mal = en_pregunta(antes, gesto, "Rechazar el cambio")
        mal = mal or ("" if firmado.cuerpo["motivo"] == antes.escrito else "con otro motivo")
        return mal or (
            "" if any(f"{nombre} · {dice}" in c for c in hilo.abierto) else f"rechazó otro: {nombre}: {dice}"
        )

    def _contrasena(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> str:
        escritas = [c.partition("=")[2] for c in antes.campos if "Contraseña nueva=" in c or "Otra vez, igual=" in c]
        if escritas != [firmado.cuerpo["contrasena"]] * 2:
            return f"selló {firmado.cuerpo['contrasena']} y se escribió {escritas}"
        if antes.pregunta or gesto.texto not in ("enter", "espacio") or antes.foco in ("", "Dejarlo"):
            return f"nadie lo pidió: {gesto}"
        suya = f"{NOMBRES[firmado.cuerpo['quien']]}: escriba usted su contraseña"
        return "" if suya in antes.texto else f"de {firmado.cuerpo['quien']}, y se pedía la de otra persona"

    def _propuesto(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> str:
        datos = json.loads(firmado.cuerpo["datos"])["datos"]
        dice = f"{datos['operador']}: {de_permisos(datos['roles'])}, en {datos['sitio']}."
        for rol in ROLES:
            if f"{permiso(rol)}={rol in datos['roles']}" not in antes.campos:
                return f"propuso {datos['roles']} y estaba marcado {antes.campos}"
        if dice not in antes.texto or firmado.cuerpo["motivo"] != antes.escrito:
            return f"propuso {dice} y se leía {antes.texto}: {antes.escrito}"
        return en_pregunta(antes, gesto, "Permisos o sitio")
