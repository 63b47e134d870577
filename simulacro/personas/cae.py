"""A CAE who is a person: an account with some casillas, the page on this machine, its sheet, and the papers to take."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from central.marco.conexion import NodoAbierto
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from prep.domain.catalogo.catalogo import Catalogo
from simulacro.guion.guion import Llegada
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from simulacro.red.compania import Compania
from simulacro.red.recepcion import RecepcionDeNoche

CUENTA = "cae-prueba"
ACTAS = "actas"  # below its folder: what its camera would see


@dataclass(frozen=True, slots=True)
class CaeDePrueba:
    """`llegadas`: the actas of its casillas; `carpeta`: its own, with what the receiver and the centre write."""

    carpeta: Path
    llegadas: tuple[Llegada, ...]

    def dar_de_alta(self, centro: Cluster) -> None:
        """At the prepared centre, before anything comes."""
        suyas = [(x.clave, CUENTA) for x in self.llegadas]
        with psycopg.connect(centro.dsn(DUENO)) as conexion:
            conexion.cursor().executemany("INSERT INTO prep.cae (acta, cuenta) VALUES (%s, %s)", suyas)

    def abrir(
        self, puesto: NodoAbierto, compania: Compania, catalogo: Catalogo, semilla: int, puerto: int = 0
    ) -> Iterator[str]:
        """Receiver and intake, until `compania` ends them; what a person must know to be this CAE.

        Raises NocheFallida and ProgramaCaido.
        """
        recepcion = RecepcionDeNoche(puesto, self.carpeta, compania)
        puerto = recepcion.empezar(puerto)
        self._dibujar(catalogo, semilla)
        yield "La página del CAE, en este equipo. Abra en Chromium o Chrome, y toque «Registrar este teléfono»:"
        yield f"  {recepcion.liga(CUENTA, puerto)}"
        yield f"Sin cámara: toque el acta, «Otra cámara», y elija su imagen en {self.carpeta / ACTAS}"

    def _dibujar(self, catalogo: Catalogo, semilla: int) -> None:
        (self.carpeta / ACTAS).mkdir()
        for x in self.llegadas:
            acta = catalogo.actas[x.clave]
            nombre = f"{acta.seccion}-{acta.tipo}{acta.numero}-{acta.eleccion}.jpg"
            papel = Papel(x.clave, x.valores, x.documento)
            (self.carpeta / ACTAS / nombre).write_bytes(dibujar(papel, catalogo, semilla, etiqueta=False, foto=True))
