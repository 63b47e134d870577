"""What the tests with people at real windows share: a centre that runs, its stations and its board on one screen."""

import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE
from central.nodo.roles import DUENO
from prep.domain.catalogo.catalogo import Acta, Catalogo, TipoCasilla
from prep.domain.hechos.campos import Valor
from tests.e2e.maquina import RAIZ, Maquina
from tests.espera import hasta
from tests.gui.pantalla_x import PantallaX, Programa

PROCESO = "SIM-1"
PLAZO_S = 120.0  # a machine busy with other tests takes half a minute to open a window
PERFIL = RAIZ / "resources" / "entidades" / "cdmx-2024.toml"
# the desk at once where nobody else may capture; a heartbeat each five seconds
AJUSTES = "espera_sin_personal_s = 2\nvigencia_trabajo_s = 15\n"
GENTE = """operador,nombre,roles,sitio
ana,Ana López,acopio digitalizacion,01
beto,Beto Ruiz,captura,01
caro,Carolina Díaz,captura,01
dani,Daniel Sol,mesa,01
gabi,Gabriela Luna,coordinacion,01
elena,Elena Rey,coordinacion,CCV
jorge,Jorge Paz,coordinacion,CCV
"""


def esperar(condicion: Callable[[], bool], que: str) -> None:
    """Waits for what somebody's program does."""
    hasta(condicion, que, PLAZO_S)


@dataclass
class Noche:
    """A centre that is running, before its first phase; the cards of its stations, and the people's passwords."""

    maquina: Maquina
    pantalla: PantallaX
    catalogo: Catalogo
    papel: dict[str, tuple[Valor, ...]]
    claves: dict[str, str]

    @property
    def acta(self) -> Acta:
        """The ordinary acta of GUB of the first casilla of CATD 01."""
        suyas = (a for a in self.catalogo.actas.values() if a.centro == "01" and a.eleccion == "GUB")
        return next(a for a in suyas if a.tipo is TipoCasilla.B)

    @property
    def otra(self) -> Acta:
        """The next one of its election there."""
        suyas = (a for a in self.catalogo.actas.values() if a.centro == "01" and a.eleccion == "GUB")
        return next(a for a in suyas if a.tipo is TipoCasilla.B and a.clave != self.acta.clave)

    def base(self, consulta: str, *valores: object) -> list[tuple[object, ...]]:
        dsn = Cluster(self.maquina.aqui / "centro").dsn(DUENO, BASE)
        with psycopg.connect(dsn) as conn:
            return conn.execute(consulta, valores).fetchall()

    def de_dos(self, *orden: str) -> None:
        """An order that two people give, and that the centre has processed: a cut asks its chain for the phase."""
        self.maquina.de_dos(*orden)
        self.ver(lambda: self.base("SELECT count(*) FROM prep.cola") == [(0,)], f"que se procese {orden}")

    def cuantos(self, tipo: str) -> int:
        ((n,),) = self.base("SELECT count(*) FROM prep.hecho WHERE tipo = %s AND acta = %s", tipo, self.acta.clave)
        assert isinstance(n, int)
        return n

    def hay(self, tipo: str, cuantos: int) -> bool:
        return self.cuantos(tipo) == cuantos

    def sentar(self, estacion: str, quien: str) -> tuple[Programa, str]:
        """Opens the station's window and logs in; its program and its window."""
        antes = set(self.pantalla.titulos())
        datos = str(self.maquina.aqui / "fichas" / estacion)
        programa = self.pantalla.abrir(sys.executable, "catd", "--datos", datos, "--mudo", "--ventana", "1366x768")

        def nueva() -> bool:
            assert programa.proceso.poll() is None, programa.dicho
            return bool(set(self.pantalla.titulos()) - antes)

        esperar(nueva, f"la ventana de {estacion}")
        (ventana,) = set(self.pantalla.titulos()) - antes
        self.titulo(ventana, "Entrada")
        self.pantalla.teclear(quien, ventana)
        self.pantalla.tecla("Return")
        self.pantalla.teclear(self.claves[quien], ventana)
        self.pantalla.tecla("Return")
        self._elegir(quien, ventana)
        return programa, ventana

    def _elegir(self, quien: str, ventana: str) -> None:
        """The first time, whoever gave them their password is not the only one who knows it: a new one is asked."""
        self.ver(lambda: not self.pantalla.titulos()[ventana].startswith("Entrada"), f"que {quien} entre")
        if self.pantalla.titulos()[ventana].startswith("Contraseña nueva"):
            self.claves[quien] = f"Nueva-{quien}-2024"
            for _ in range(2):
                self.pantalla.teclear(self.claves[quien], ventana)
                self.pantalla.tecla("Return")
            self.ver(lambda: "Contraseña nueva" not in self.pantalla.titulos()[ventana], f"que {quien} siga")

    def reconocer(self, ventana: str, de_que: str) -> None:
        """The acta came, and its paper is the one of its label."""
        self.titulo(ventana, f"¿Es esta? {de_que}")
        self.pantalla.teclear("s", ventana)
        self.titulo(ventana, f"Captura: {de_que}")

    def otra_ventana(self, parte: str, vistas: set[str]) -> str:
        """The window whose title has `parte`, in sight, that is none of `vistas`."""
        nuevas: list[str] = []

        def esta() -> bool:
            nuevas[:] = [v for v, titulo in self.pantalla.titulos().items() if parte in titulo and v not in vistas]
            return bool(nuevas)

        self.ver(esta, f"otra ventana «{parte}»")
        return nuevas[0]

    def titulo(self, ventana: str, parte: str) -> None:
        """Waits until that window says so."""
        self.ver(lambda: parte in self.pantalla.titulos().get(ventana, ""), f"una ventana «{parte}»")

    def ver(self, condicion: Callable[[], bool], que: str) -> None:
        """Waits for it; when it does not happen, with the titles and the picture of what is there instead."""
        try:
            esperar(condicion, que)
        except AssertionError as error:
            self.pantalla.foto(self.pantalla.carpeta / "pantalla.png")
            raise AssertionError(f"{error}; hay {self.pantalla.titulos()}") from error


@dataclass
class SalaDeVerdad:
    """The board in its window, and the coordinator at its keys."""

    noche: Noche
    programa: Programa
    ventana: str
    _contestados: set[str] = field(default_factory=set)

    @classmethod
    def abrir(cls, noche: Noche) -> "SalaDeVerdad":
        datos = str(noche.maquina.aqui / "centro")
        programa = noche.pantalla.abrir(sys.executable, "central", "sala", "--datos", datos)
        return cls(noche, programa, noche.otra_ventana("Sala de control", set()))

    def dice(self, parte: str) -> None:
        """Waits until its title, which goes with its figures, says so."""
        self.noche.titulo(self.ventana, parte)

    def pedir(self, tecla: str) -> None:
        self.noche.pantalla.enfocar(self.ventana)
        self.noche.pantalla.tecla(tecla)

    def ordenar(self, letra: str) -> None:
        """F11, and of the orders that it lists the one of that letter, held."""
        self.pedir("F11")
        lista = self.noche.otra_ventana("¿Qué se hace?", self._contestados)
        self._contestados.add(lista)
        self.noche.pantalla.mantener(letra, lista)

    def contestar(self, titulo: str, *teclas: str, texto: str = "") -> None:
        """What its next dialog of that title is told, once it is in sight."""
        dialogo = self.noche.otra_ventana(titulo, self._contestados)
        self._contestados.add(dialogo)
        self.noche.pantalla.enfocar(dialogo)
        if texto:
            self.noche.pantalla.teclear(texto)
        self.noche.pantalla.tecla(*teclas)

    def entrar(self, quien: str) -> None:
        self.pedir("F2")
        self.contestar("Entrar a la sala", "Return", texto=quien)
        self.noche.pantalla.teclear(self.noche.claves[quien])
        self.noche.pantalla.tecla("Return")
        esperar(lambda: not self._contestados & set(self.noche.pantalla.titulos()), f"que entre {quien}")

    def declarar(self, fase: str, palabra: str = "", conforme: str = "") -> None:
        """The next phase, with its confirmations: the focus waits on «No», and what has no return is typed.

        Proposed, and agreed to by `conforme`, who is logged in from then on; the counting of zeros needs nobody else.
        """
        titulo = f"Pasar a la fase «{fase}»"
        self.ordenar("a")
        self.contestar(titulo, "Tab", "Return")
        if palabra:
            self.contestar(titulo, "Return", texto=palabra)
        self.contestar(titulo, "Return")  # its document, to be printed and signed; or until when it waits
        if conforme:
            self.pedir("F10")
            self.entrar(conforme)
            self.pedir("ctrl+o")
            self.contestar("Propuestas", "Return")
            self.contestar("Propuesta ", "Tab", "Return")
            self.contestar("Propuesta ", "Return")
        self.dice(f"fase {fase}")


@pytest.fixture
def noche(maquina: Maquina, pantalla_x: PantallaX) -> Iterator[Noche]:
    perfil = maquina.aqui / "perfil.toml"
    texto = PERFIL.read_text(encoding="utf-8")
    perfil.write_text(texto.replace("[ajustes]", f"[ajustes]\n{AJUSTES}#", 1), encoding="utf-8")
    (maquina.aqui / "personas.csv").write_text(GENTE, encoding="utf-8")
    maquina.correr(["simulacro", "pueblo", "ejemplo", "--perfil", "perfil.toml", "--escala", "pueblo"])
    for orden in (
        f"catalogo importar ejemplo --perfil perfil.toml --proceso {PROCESO} --datos centro",
        "persona alta --archivo personas.csv --contrasenas claves.csv --datos centro",
        "estacion alta e01-1 e01-2 e01-3 e01-4 e01-5 --sitio 01 --datos centro",
    ):
        maquina.correr(orden.split())
    maquina.encender(["nodo", "--datos", "centro"])
    estaciones = [f"e01-{n}" for n in range(1, 6)]
    maquina.correr(["estacion", "ficha", *estaciones, "--datos", "centro", "--salida", "fichas"])
    importado = importar(maquina.aqui / "ejemplo", cargar(str(perfil)), PROCESO)
    with (maquina.aqui / "claves.csv").open(encoding="utf-8-sig", newline="") as archivo:
        claves = {fila["operador"]: fila["contrasena"] for fila in csv.DictReader(archivo)}
    yield Noche(maquina, pantalla_x, importado.catalogo, dict(importado.papel), claves)


def fila_publicada(actual: Path, acta: Acta) -> dict[str, str]:
    """The row of that acta in the results file of its election."""
    (zip_,) = actual.glob("*_PREP_CDMX.zip")
    with zipfile.ZipFile(zip_) as afuera:
        nombre = next(n for n in afuera.namelist() if f"_PREP_{acta.eleccion}_" in n)
        with zipfile.ZipFile(io.BytesIO(afuera.read(nombre))) as dentro:
            csv_ = next(n for n in dentro.namelist() if n.startswith("CDMX_") and "CANDIDATURAS" not in n)
            lineas = dentro.read(csv_).decode("utf-8-sig").splitlines()
    filas = csv.DictReader(lineas[6:])
    return next(
        f for f in filas if f["CLAVE_CASILLA"].strip("'") == acta.clave_casilla and f["TIPO_ACTA"] == acta.codigo
    )
