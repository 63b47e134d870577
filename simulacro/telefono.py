"""The CAE's page for a person to try: an open centre with one CAE, its receiver on this machine, until Ctrl-C."""

from collections.abc import Callable

from central.marco.conexion import abrir
from central.nodo.cluster import Cluster
from prep.orden.parada import dormir
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.personas.cae import CaeDePrueba
from simulacro.personas.preparacion import preparar_nodo
from simulacro.personas.ventanas import apartar
from simulacro.red.compania import Compania
from simulacro.red.ordenes import pasar_fase
from simulacro.red.red import NODO


def atender(opciones: OpcionesDeNoche, material: Material, puerto: int, decir: Callable[[str], None]) -> None:
    """Opens it in `opciones.salida` and says how it is used; only KeyboardInterrupt ends it, or what fell."""
    datos, cae = opciones.salida / NODO, CaeDePrueba(opciones.salida, apartar(material.catalogo, material.llegadas)[1])
    with Cluster(datos) as cluster, Compania(opciones.salida) as compania:
        decir("Preparando un centro.")
        preparar_nodo(cluster, material)
        cae.dar_de_alta(cluster)
        pasar_fase(datos, "ceros")
        with abrir(datos) as puesto:
            nodo = compania.iniciar(NODO, "central", "nodo", "--datos", str(datos))
            nodo.esperar("El nodo está en marcha")
            pasar_fase(datos, "abrir")
            for linea in cae.abrir(puesto, compania, material.catalogo, opciones.semilla, puerto):
                decir(linea)
            decir("Para terminar: Ctrl-C. La orden siguiente empieza de cero.")
            while True:
                for programa in compania.programas:
                    programa.exigir_vivo()
                dormir(1.0)
