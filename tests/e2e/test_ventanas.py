"""An acta from its sobre to the next cut, by people at real windows: no mouse, no robot, the figures of the paper."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
import pytest

from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from central.noche.imagenes.dibujo import dibujar
from central.noche.papel import Papel
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE
from central.nodo.roles import DUENO
from prep.domain.catalogo import Acta, Catalogo, TipoCasilla
from prep.domain.etiqueta import texto_etiqueta
from tests.e2e.maquina import RAIZ, Maquina, maquina
from tests.gui.pantalla_x import PantallaX, Programa, hasta, pantalla_x

__all__ = ["maquina", "pantalla_x"]

PROCESO = "SIM-1"
PERFIL = RAIZ / "resources" / "entidades" / "cdmx-2024.toml"
GENTE = """operador,nombre,roles,sitio
ana,Ana López,acopio digitalizacion,01
beto,Beto Ruiz,captura,01
caro,Carolina Díaz,captura,01
dani,Daniel Sol,mesa,01
"""


@dataclass
class Noche:
    """A centre that is running with its proceso open, the cards of its stations, and the people's passwords."""

    maquina: Maquina
    pantalla: PantallaX
    catalogo: Catalogo
    papel: dict[str, tuple[object, ...]]
    claves: dict[str, str]

    @property
    def acta(self) -> Acta:
        """The ordinary acta of GUB of the first casilla of CATD 01."""
        suyas = (a for a in self.catalogo.actas.values() if a.centro == "01" and a.eleccion == "GUB")
        return next(a for a in suyas if a.tipo is TipoCasilla.B)

    def base(self, consulta: str, *valores: object) -> list[tuple[object, ...]]:
        dsn = Cluster(self.maquina.aqui / "centro").dsn(DUENO, BASE)
        with psycopg.connect(dsn) as conn:
            return conn.execute(consulta, valores).fetchall()

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

        hasta(nueva, f"la ventana de {estacion}")
        (ventana,) = set(self.pantalla.titulos()) - antes
        self.titulo(ventana, "Entrada")
        self.pantalla.teclear(quien, ventana)
        self.pantalla.tecla("Return")
        self.pantalla.teclear(self.claves[quien])
        self.pantalla.tecla("Return")
        return programa, ventana

    def titulo(self, ventana: str, parte: str) -> None:
        """Waits until that window says so."""
        try:
            hasta(lambda: parte in self.pantalla.titulos().get(ventana, ""), f"una ventana «{parte}»")
        except AssertionError:
            self.pantalla.foto(self.pantalla.carpeta / "pantalla.png")
            raise


@pytest.fixture
def noche(maquina: Maquina, pantalla_x: PantallaX) -> Iterator[Noche]:
    perfil = maquina.aqui / "perfil.toml"
    texto = PERFIL.read_text(encoding="utf-8")
    perfil.write_text(texto.replace("[ajustes]", "[ajustes]\nespera_sin_personal_s = 2\n#", 1), encoding="utf-8")
    (maquina.aqui / "personas.csv").write_text(GENTE, encoding="utf-8")
    for orden in (
        "catalogo generar ejemplo --perfil perfil.toml --escala pueblo",
        f"catalogo importar ejemplo --perfil perfil.toml --proceso {PROCESO} --datos centro",
        "persona alta --archivo personas.csv --contrasenas claves.csv --datos centro",
        "estacion alta e01-1 e01-2 e01-3 e01-4 --sitio 01 --datos centro",
        "fase ceros --datos centro",
    ):
        maquina.correr(orden.split())
    maquina.encender(["nodo", "--datos", "centro", "--central"])
    maquina.correr(["estacion", "ficha", "e01-1", "e01-2", "e01-3", "e01-4", "--datos", "centro", "--salida", "fichas"])
    maquina.correr(["fase", "abrir", "--datos", "centro"])
    importado = importar(maquina.aqui / "ejemplo", cargar(str(perfil)), PROCESO)
    with (maquina.aqui / "claves.csv").open(encoding="utf-8-sig", newline="") as archivo:
        claves = {fila["operador"]: fila["contrasena"] for fila in csv.DictReader(archivo)}
    yield Noche(maquina, pantalla_x, importado.catalogo, dict(importado.papel), claves)


def test_del_sobre_al_corte_por_ventanas_de_verdad(noche: Noche) -> None:
    acta, pantalla, valores = noche.acta, noche.pantalla, noche.papel[noche.acta.clave]
    sala = pantalla.abrir(sys.executable, "central", "sala", "--datos", str(noche.maquina.aqui / "centro"))
    pantalla.ventana("PREP", sala)

    # el sobre llega y su acta se digitaliza
    _, ana = noche.sentar("e01-1", "ana")
    noche.titulo(ana, "Acopio")
    pantalla.enfocar(ana)
    pantalla.tecla("alt+d")  # it came straight from the DAT
    pantalla.teclear(texto_etiqueta(PROCESO, acta.clave), ana)
    pantalla.tecla("Return")
    hasta(lambda: noche.cuantos("ACOPIO") == 1, "el acopio en el nodo")
    pantalla.tecla("F9")
    noche.titulo(ana, "Digitalización")
    entrada = noche.maquina.aqui / "fichas" / "e01-1" / "escaneos"
    hasta(entrada.is_dir, "la carpeta vigilada")
    imagen = dibujar(Papel(acta.clave, valores, "ACTA PREP"), noche.catalogo, 1, etiqueta=True)
    (entrada / "hoja.tmp").write_bytes(imagen)
    (entrada / "hoja.tmp").rename(entrada / "hoja.jpg")
    hasta(lambda: noche.cuantos("IMAGEN") == 1, "la imagen en el nodo")

    # dos personas toman el acta, la capturan, y la segunda se equivoca en el último campo
    puestos = []
    for estacion, quien, mal in (("e01-2", "beto", False), ("e01-3", "caro", True)):
        _, ventana = noche.sentar(estacion, quien)
        noche.titulo(ventana, f"Captura: JEFATURA DE GOBIERNO · Sección {acta.seccion}")
        puestos.append((ventana, quien, mal))
    for van, (ventana, quien, mal) in enumerate(puestos, 1):
        ultimo = len(valores) - 1
        for n, valor in enumerate(valores):
            cifra = "1" if mal and n == ultimo else str(valor)
            pantalla.teclear(cifra, ventana)
            pantalla.tecla("Return")
        pantalla.tecla("Return")
        hasta(partial(noche.hay, "CAPTURA", van), f"la captura de {quien} en el nodo")

    # nadie más puede capturarla: la mesa decide, con la cifra de la primera
    _, dani = noche.sentar("e01-4", "dani")
    noche.titulo(dani, "Validación")
    hasta(lambda: bool(noche.base("SELECT 1 FROM prep.trabajo WHERE clase = 'MESA'")), "el caso en la mesa")
    pantalla.enfocar(dani)
    pantalla.tecla("F3")
    noche.titulo(dani, f"Validación: {acta.clave}")
    pantalla.teclear("a", dani)
    pantalla.tecla("F2")
    hasta(lambda: _dialogo_o_dictamen(noche), "la decisión")
    pantalla.tecla("Return")
    hasta(lambda: noche.cuantos("DICTAMEN") == 1, "el dictamen en el nodo")

    # el siguiente corte la lleva
    etapa = "SELECT etapa FROM prep.acta_estado WHERE acta = %s"
    hasta(lambda: noche.base(etapa, acta.clave) == [("VERIFICADA",)], "el acta verificada")
    noche.maquina.correr(["fase", "publicar", "--datos", "centro"])
    noche.maquina.correr(["corte", "--datos", "centro", "--salida", "publicacion"])
    fila = _fila_publicada(noche.maquina.aqui / "publicacion" / "actual", acta)
    forma = noche.catalogo.forma_de(acta)
    assert [fila[c] for c in forma.votos] == [str(v) for v in valores[len(forma.totales) : -1]]
    assert fila["TOTAL_VOTOS_ASENTADO"] == str(valores[-1])
    estado = json.loads(noche.maquina.correr(["estado", "--json", "--datos", "centro"]))
    assert estado["alarmas"] == [] or all("FIRMA" not in str(a) for a in estado["alarmas"])
    assert sala.proceso.poll() is None


def _dialogo_o_dictamen(noche: Noche) -> bool:
    """The reason of the decision is asked in a dialog of its own; its default is taken with Enter."""
    return noche.cuantos("DICTAMEN") == 1 or len(noche.pantalla.titulos()) > 5


def _fila_publicada(actual: Path, acta: Acta) -> dict[str, str]:
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
