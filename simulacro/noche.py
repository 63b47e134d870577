"""The night itself: opens, lets the robots work, cuts on the way, closes, and compares with the paper."""

import csv
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from central.mando.declaracion import DECLARADAS_MAX
from central.marco.conexion import NodoAbierto, abrir
from central.nodo.cluster import Cluster
from central.verificar.verificar import verificar_archivo
from prep.domain.catalogo.catalogo import CCV
from simulacro.contra_papel import comparar_con_papel
from simulacro.guion.guion import Excepcion
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.juicio.atraso import Atrasos
from simulacro.juicio.comparar import paquete
from simulacro.juicio.cuadre import cuadrar
from simulacro.juicio.medidas import Medidor, programas
from simulacro.juicio.resultado import ResultadoDeNoche
from simulacro.juicio.segunda import falta_mirar
from simulacro.juicio.sucesos import AvanceDeNoche, avance, cotejados, cuentas, fuentes, tiempos, viajes
from simulacro.personas.cae import CaeDePrueba
from simulacro.personas.planes import repartir_planes
from simulacro.personas.preparacion import iniciar_telefonos, preparar_nodo
from simulacro.personas.ventanas import Ventanas, apartar
from simulacro.red.compania import Compania, Programa
from simulacro.red.copias import Copias
from simulacro.red.cortes import CortesDelPublicador, CortesDelSimulacro, CortesDeNoche
from simulacro.red.ordenes import NocheFallida, acordar, mandar, pasar_fase
from simulacro.red.percances import Percances
from simulacro.red.publicado import SitioPublicado
from simulacro.red.red import CARPETA, NODO, Red

ACTAS_POR_S = 100.0  # how fast arrivals are accelerated unless `duracion_s` says it
DURACION_MIN_S = 8.0
AVISO_S = 5.0
SONDEO_S = 0.25  # of a small night; a large one is looked at less often
GRANDE = 5_000
A_MEDIAS = "Quedó a medias lo que hacían personas en las ventanas del simulacro."
MUCHOS = 9  # from so many nodes on, they start from one prepared cluster and one interpreter (plantilla, semillero)
Decir = Callable[[str], None]


def jugar(opciones: OpcionesDeNoche, material: Material, decir: Decir) -> ResultadoDeNoche:
    """Plays the night of `material` in `opciones.salida`; children and server are ended whatever happens."""
    datos = opciones.salida / "nodo"
    resultado = ResultadoDeNoche()
    with Cluster(datos) as cluster, ExitStack() as con_copias, Compania(opciones.salida) as compania:
        inicio = time.monotonic()
        decir("Preparando el nodo.")
        sitios = [c.id for c in material.catalogo.centros]
        copias = con_copias.enter_context(_copias(opciones, compania, sitios)) if opciones.nodos >= MUCHOS else None
        preparar_nodo(cluster, material)
        ventanas = _ventanas(opciones, material, cluster) if opciones.ventanas else None
        solos = material if ventanas is None else material.sin(ventanas.claves)
        duracion = opciones.duracion_s or max(DURACION_MIN_S, len(material.llegadas) / ACTAS_POR_S)
        pasar_fase(datos, "ceros")
        medidor = Medidor(programas(opciones.salida))
        medidor.empezar()
        try:
            with abrir(datos) as puesto:
                nodo = compania.iniciar("nodo", "central", "nodo", "--datos", str(datos))
                nodo.esperar("El nodo está en marcha")
                red = Red(opciones.salida, datos, compania, copias=copias)
                if opciones.nodos:
                    decir(f"Uniendo {len(sitios) - 1} nodos al centro.")
                    desde = time.monotonic()
                    ancho = (
                        opciones.kbps if opciones.kbps or opciones.corte_enlace_s else None
                    )  # None: it needs no link
                    red.unir([s for s in sitios if s != CCV], ancho)
                    resultado.union_s = time.monotonic() - desde
                planes = repartir_planes(opciones, solos, red.nodos(sitios), duracion)
                robots = [
                    compania.iniciar(f"robots-{n}", "simulacro.personas.robots", str(plan))
                    for n, plan in enumerate(planes, 1)
                ]
                robots += iniciar_telefonos(opciones, material, puesto, compania, red.nodos(sitios), duracion)
                for robot in robots:
                    robot.esperar("LISTO")
                resultado.preparacion_s = time.monotonic() - inicio
                pasar_fase(datos, "abrir")
                atrasos = Atrasos(datos, lambda: dict(red.carpetas))
                atrasos.empezar()
                cortes = _cortes(opciones, material, puesto, compania)
                matar = cortes.matar if isinstance(cortes, CortesDelPublicador) else None
                percances = Percances(cluster, nodo, red, robots, decir, matar)
                noche = Noche(
                    opciones, solos, puesto, red, robots, percances, resultado, decir, compania, cortes, ventanas
                )
                noche.correr(duracion)
                resultado.atrasos = atrasos.parar()
                red.conciliar()
                medidor.mirar()
                compania.despedir()
                resultado.cuadre = cuadrar(opciones.salida / "estaciones", puesto.motor)
                comparar_con_papel(
                    opciones, solos, puesto.motor, resultado, ventanas.claves if ventanas else frozenset()
                )
        finally:
            resultado.costos = medidor.parar()
    return resultado


@dataclass(slots=True)
class Noche:
    """The running night."""

    opciones: OpcionesDeNoche
    material: Material
    puesto: NodoAbierto
    red: Red
    robots: list[Programa]
    percances: Percances
    resultado: ResultadoDeNoche
    decir: Decir
    compania: Compania
    cortes: CortesDeNoche
    ventanas: Ventanas | None = None
    inicio: float = 0.0
    duracion: float = 1.0
    _aviso: float = 0.0

    def correr(self, duracion: float) -> None:
        for robot in self.robots:
            robot.decir("EMPIECEN 0")
        self.inicio, self.duracion = time.monotonic(), duracion
        self.percances.planear(self.opciones.matar, self.opciones.corte_enlace_s, self.opciones.semilla)
        for n in range(1, self.opciones.cortes):
            self._hasta(self.inicio + duracion * n / self.opciones.cortes)
            if n == 1:
                pasar_fase(self.puesto.datos, "publicar")
                self.cortes.abrir()
            self._cortar(ultimo=False)
        self._terminar_captura()
        if self.ventanas is not None:
            self._con_personas(self.ventanas)
        self._declarar_sin_acta()
        pasar_fase(self.puesto.datos, "ultimo")
        self._cortar(ultimo=True)
        self.resultado.segundos = time.monotonic() - self.inicio
        self._calma()  # the árbitro hands each acta its publication
        pasar_fase(self.puesto.datos, "cerrar", *(("--forzar", A_MEDIAS) if self.ventanas else ()))
        self.resultado.sitio = self.cortes.terminar(self.decir)
        self.resultado.cortes = self.cortes.hechos()
        self.resultado.tiempos = dict(tiempos(self.puesto.motor))
        self.resultado.viajes = dict(viajes(self.puesto.motor))
        self.resultado.hechos, self.resultado.etapas = cuentas(self.puesto.motor)
        self.resultado.fuentes = fuentes(self.puesto.motor)

    def _hasta(self, momento: float) -> None:
        while time.monotonic() < momento:
            self._vigilar()

    def _vigilar(self) -> AvanceDeNoche:
        for robot in self.robots:
            robot.exigir_vivo()
        a = avance(self.puesto.motor, self.ventanas.claves if self.ventanas else ())
        pasado = time.monotonic() - self.inicio
        self.percances.atender(pasado / self.duracion)
        total = len(self.material.llegadas)
        if time.monotonic() - self._aviso >= AVISO_S:
            self._aviso = time.monotonic()
            ritmo = a.registradas / pasado if pasado else 0.0
            falta = f", faltan {(total - a.registradas) / ritmo:.0f} s" if ritmo and a.registradas < total else ""
            self.decir(
                f"{pasado:6.0f} s  {a.registradas}/{total} registradas, {a.hechos} hechos, "
                f"{a.trabajos} trabajos abiertos, {ritmo:.0f} actas/s{falta}"
            )
        time.sleep(SONDEO_S if total < GRANDE else 4 * SONDEO_S)
        return a

    def _terminar_captura(self) -> None:
        while self.percances.faltan or not all(robot.dijo("LLEGARON") for robot in self.robots):
            self._vigilar()
        self._calma()
        cuantos = sum(bool(x.cotejo) for x in self.material.llegadas)
        if cotejados(self.puesto.motor) < cuantos:  # what no cut showed yet is shown: so it opens
            self._cortar(ultimo=False)
            while cotejados(self.puesto.motor) < cuantos:
                self._vigilar()
            self._calma()

        if self.material.acordados:  # what both captures read wrong is shown, listed, and looked at again
            self._cortar(ultimo=False)
            while falta_mirar(self.puesto.motor):
                self._vigilar()
            self._calma()

    def _calma(self) -> None:
        calmas = 0
        while calmas < 2:  # twice: a robot may be between its spool and the node
            calmas = calmas + 1 if self._vigilar().en_calma and self.red.emparejada() else 0

    def _con_personas(self, ventanas: Ventanas) -> None:
        """The robots stop working; what people register is published a few seconds later."""
        for robot in self.robots:
            robot.decir("SALGAN")
        nodo = self.red.nodos([ventanas.sitio])[ventanas.sitio]
        self._aviso = float("inf")  # what is told now is for people
        try:
            cae = _cae(self.opciones, ventanas)
            for linea in cae.abrir(self.puesto, self.compania, self.material.catalogo, self.opciones.semilla):
                self.decir(linea)
            for linea in ventanas.abrir(nodo, self.material.catalogo, self.opciones.semilla):
                self.decir(linea)
            ventanas.atender(lambda: self._vigilar().registradas, lambda: self._cortar(ultimo=False))
            for linea in ventanas.caidas():
                self.decir(linea)
        finally:
            ventanas.cerrar(self.decir)

    def _cortar(self, ultimo: bool) -> None:
        corte = self.cortes.cortar(ultimo, self._vigilar)
        zip_ = paquete(corte.carpeta, self.material.catalogo.entidad.siglas)
        if not all(r.concuerda for r in verificar_archivo(zip_)):
            raise NocheFallida(f"El corte {corte.numero} no concuerda con sus renglones: {zip_}")
        self.decir(f"Corte {corte.numero}{' (último)' if ultimo else ''}: {corte.dicho}")

    def _declarar_sin_acta(self) -> None:
        """The bulk declaration of those that never came (R-35): the list, its review, and the order."""
        faltan = {x.clave for x in self.material.llegadas if x.excepcion is Excepcion.SIN_ACTA}
        if not faltan:
            return
        lista = self.opciones.salida / "sin_acta.csv"
        datos = ("--datos", str(self.puesto.datos))
        mandar("sin-acta", "lista", "--causa", "no-entregado", "--archivo", str(lista), *datos)
        with lista.open(newline="", encoding="utf-8-sig") as archivo:
            renglones = list(csv.reader(archivo))
        clave, declarar = renglones[0].index("clave"), renglones[0].index("declarar")
        en_orden = sorted(faltan)
        for n in range(0, len(en_orden), DECLARADAS_MAX):
            suyas = set(en_orden[n : n + DECLARADAS_MAX])
            for renglon in renglones[1:]:
                renglon[declarar] = "si" if renglon[clave] in suyas else "no"
            with lista.open("w", newline="", encoding="utf-8") as archivo:
                csv.writer(archivo).writerows(renglones)
            acordar(self.puesto.datos, "sin-acta", "declarar", str(lista))
        self._calma()


@contextmanager
def _copias(opciones: OpcionesDeNoche, compania: Compania, sitios: list[str]) -> Iterator[Copias]:
    carpeta = opciones.salida / CARPETA
    copias = Copias(carpeta, compania, [carpeta / f"{NODO}{sitio}" for sitio in sitios if sitio != CCV])
    try:
        yield copias
    finally:
        copias.cerrar()


def _cortes(opciones: OpcionesDeNoche, material: Material, puesto: NodoAbierto, compania: Compania) -> CortesDeNoche:
    salida, a_donde = opciones.salida / "publicacion", opciones.publicar
    if opciones.publicador is not None:
        return CortesDelPublicador(compania, puesto.datos, salida, opciones.publicador)
    sitio = None if a_donde is None else SitioPublicado(salida, a_donde, material.catalogo.ajustes.zona)
    return CortesDelSimulacro(puesto, salida, sitio)


def _ventanas(opciones: OpcionesDeNoche, material: Material, cluster: Cluster) -> Ventanas:
    """The seats of people, known at the centre before any node joins."""
    sitio, llegadas = apartar(material.catalogo, material.llegadas)
    ventanas = Ventanas(sitio, opciones.salida / "estaciones", llegadas)
    ventanas.dar_de_alta(cluster)
    _cae(opciones, ventanas).dar_de_alta(cluster)
    return ventanas


def _cae(opciones: OpcionesDeNoche, ventanas: Ventanas) -> CaeDePrueba:
    """The same casillas also by phone, for whoever has a browser on this machine."""
    return CaeDePrueba(opciones.salida / "cae", ventanas.llegadas)
