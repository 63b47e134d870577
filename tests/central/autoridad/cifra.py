"""What an authority gives to the servers and stations of a test, and how those come in."""

from dataclasses import dataclass, field
from pathlib import Path

from central.autoridad.autoridad import Autoridad
from central.kits.ciudad import AjustesDeKits, kits_de, lugares
from central.kits.lugar import poner
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE
from central.sitios.alta import Alta
from prep.net.identificacion import ARCHIVO, IdentificacionDeLugar, guardar
from prep.services.estacion import ficha as fichas
from prep.services.estacion.ficha import Ficha
from tests.central.autoridad.ejemplo import AHORA
from tests.conftest import Nodo
from tests.store import ejemplos

DEL_CENTRO, DEL_NODO = "127.0.0.3", "127.0.0.2"


@dataclass(frozen=True, slots=True)
class NodoCifrado(Nodo):
    """Its stations come in by certificate, each with the folder of its name in `puestos`."""

    puestos: Path = field(default_factory=Path)

    def dsn(self, rol: str) -> str:
        if not rol.startswith("est-"):
            return Nodo.dsn(self, rol)
        servidor, puerto = self.cluster.direccion
        ficha = Ficha(proceso=ejemplos.PROCESO, estacion=rol, sitio="01", servidor=servidor, puerto=puerto)
        return fichas.conexion(ficha, self.puestos / rol)


@dataclass(frozen=True, slots=True)
class Cifra:
    """`carpeta`: where what is given to nodes and stations is left."""

    carpeta: Path
    autoridad: Autoridad

    def centro(self, cluster: Cluster) -> None:
        guardar(self.autoridad.del_centro(AHORA), cluster.datos / ARCHIVO)
        cluster.escuchar_en(None, DEL_CENTRO)

    def de_nodo(self, alta: Alta) -> IdentificacionDeLugar:
        return self.autoridad.de_nodo(alta.paquete.catd, alta.paquete.nombre.apodo, AHORA)

    def repartir(self, cluster: Cluster, carpetas: dict[str, Path]) -> dict[str, Nodo]:
        """The base of the node of each site in `carpetas`: all that it and its stations have is from their kits."""
        self.carpeta.mkdir()
        for sitio, carpeta in carpetas.items():
            dichos = AjustesDeKits({sitio: DEL_NODO})
            for uno in kits_de(cluster, self.autoridad, lugares(cluster, sitio), dichos, AHORA):
                poner(uno.kit, carpeta if uno.kit.es_de_nodo else self.carpeta / uno.kit.identificacion.para)
        return {s: NodoCifrado(Cluster(n), BASE, puestos=self.carpeta) for s, n in carpetas.items()}

    def base(self, cluster: Cluster, sitio: str) -> Nodo:
        """The base of that site's node, with seven stations that have theirs."""
        nombres = [f"est-{sitio}-{n}" for n in range(1, 8)]
        for suya in self.autoridad.de_estaciones(sitio, nombres, AHORA):
            (self.carpeta / suya.para).mkdir(parents=True, exist_ok=True)
            guardar(suya, self.carpeta / suya.para / ARCHIVO)
        return NodoCifrado(cluster, BASE, puestos=self.carpeta)
